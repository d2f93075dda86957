import { cleanText, objectOf, textOf } from "@karla/sync/json-fields";
import type { InboxEvent, Normalised } from "@karla/sync/normalise";
import { unknownOrder } from "@karla/sync/order";
import { type Picture, Pictures } from "@karla/sync/picture";
import { readJson } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { z } from "zod";
import { idOf } from "../ids-in-body.ts";
import { normaliseInstant } from "../normalise-instant.ts";
import { sourceOf } from "./pictures-of-lines.ts";

/** The body that `adminPicturesEvent` writes. */
const Body = z.object({ pictures: Pictures });

/** The pictures of an order's lines -> facts that say nothing else of the order. */
export function normaliseAdminPictures({ body: bytes }: InboxEvent): Normalised {
  const read = readJson(bytes);
  if (read.outcome === "unreadable") throw new UnusableEvent("unreadable_body", read.why);
  const object = objectOf(read.value);
  if (object === null) throw new UnusableEvent("not_an_object", "the body is no JSON object");
  const body = Body.safeParse(object);
  if (!body.success) throw new UnusableEvent("not_of_this_topic", "the body is no read pictures");
  const id = idOf(object, "Order");
  if (id === null) throw new UnusableEvent("no_order_id", "the body has no order id");
  const pictures = Object.fromEntries(
    Object.entries(body.data.pictures).map(([key, picture]) => [cleanText(key), clean(picture)]),
  );
  return { outcome: "facts", facts: { ...unknownOrder(id), pictures } };
}

function clean({ src, alt, readAt: at }: Picture): Picture {
  const readAt = normaliseInstant(at);
  if (readAt === null) throw new UnusableEvent("not_of_this_topic", "the body has an instant that is none");
  return { src: sourceOf(textOf(src)), alt: textOf(alt), readAt };
}
