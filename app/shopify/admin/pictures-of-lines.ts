import { objectOf, textOf } from "@karla/sync/json-fields";
import { type Picture, type Pictures, pictureKeyOf } from "@karla/sync/picture";
import type { JsonObject } from "@karla/sync/read-json";
import { goodsOf } from "../normalise-line.ts";
import { goods } from "./line-as-webhook.ts";

/** The pictures of `LineItem`s. Of a line that was read before pictures were asked for, nothing is said. */
export function picturesOfLines(lines: readonly JsonObject[], readAt: string): Pictures {
  return Object.fromEntries(
    lines.flatMap((line, index): [string, Picture][] => {
      const key = pictureKeyOf(goodsOf(goods(line), index));
      if (key === null || line.image === undefined) return [];
      const image = objectOf(line.image);
      const src = sourceOf(textOf(image?.url));
      return [[key, { src, alt: src === null ? null : textOf(image?.altText), readAt }]];
    }),
  );
}

/** Customers' browsers load it: Shopify's pictures are all behind HTTPS, and anything else is none. */
export function sourceOf(text: string | null): string | null {
  return text !== null && URL.parse(text)?.protocol === "https:" ? text : null;
}
