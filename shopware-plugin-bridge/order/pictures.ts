import { objectOf } from "@karla/sync/json-fields";
import { type Pictures, pictureKeyOf } from "@karla/sync/picture";
import type { JsonObject } from "@karla/sync/read-json";
import { translatedOf, webUrlOf } from "./json-fields.ts";
import type { GoodsLine } from "./normalise-lines.ts";

/**
 * The covers of the lines' articles: the line keeps the one it was bought with, else the article's of today. None is a picture
 * too, but an answer without any `cover` in it says nothing.
 */
export function picturesOf(goods: readonly GoodsLine[], readAt: string): Pictures {
  const pictures = new Map<string, Pictures[string]>();
  for (const { line, json } of goods) {
    const key = pictureKeyOf(line);
    const product = objectOf(json.product);
    if (key === null || (json.cover === undefined && product?.cover === undefined)) continue;
    const picture = pictureOf(objectOf(json.cover)) ?? pictureOf(objectOf(objectOf(product?.cover)?.media));
    pictures.set(key, { ...(picture ?? pictures.get(key) ?? { src: null, alt: null }), readAt });
  }
  return Object.fromEntries(pictures);
}

function pictureOf(media: JsonObject | null): { src: string; alt: string | null } | null {
  const src = webUrlOf(media?.url);
  return src === null ? null : { src, alt: translatedOf(media, "alt") };
}
