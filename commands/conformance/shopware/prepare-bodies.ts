import type { AppManifest } from "@karla/sandbox/shopware-manifest";
import { decode, type Fields, fieldsOf } from "../read-body.ts";
import type { FolderBody } from "../read-folder.ts";
import { bodyKindOf } from "./body-topics.ts";
import { type ExpectedOutcome, expectedOfBody } from "./expected-of-body.ts";
import { orderIdInBody, orderInBody } from "./order-in-body.ts";

/** A body with its own shop, and the order that this shop has. */
export interface ShopwareBody {
  body: FolderBody;
  /** The shop's slug at the core. */
  slug: string;
  /** As the shop answers it; null where it has none. */
  answer: Readonly<Record<string, unknown>> | null;
  /** The id of the order that the body is about. */
  orderId: string | null;
  expected: ExpectedOutcome;
}

/** Where a body names an order by its key alone, the shop has that order as the first body of the folder carries it. */
export function prepareBodies(
  bodies: readonly FolderBody[],
  { run, manifest }: { run: string; manifest: Pick<AppManifest, "webhooks"> },
): ShopwareBody[] {
  const subscribed = new Set(manifest.webhooks.map(({ event }) => event));
  const carried = bodies.flatMap((body) => {
    const order = bodyKindOf(body.topic, subscribed) === "order" ? orderInBody(body) : null;
    return order === null ? [] : [{ body, order }];
  });
  return bodies.map((body, index) => {
    const orderId = orderIdInBody(bodyKindOf(body.topic, subscribed), body);
    const named = carried.filter(({ order }) => order.id === orderId);
    const found = orderId === null ? undefined : (named.find((each) => each.body === body) ?? named[0]);
    const order: Fields | null = found?.order ?? null;
    return {
      body,
      slug: `conf-${run}-${String(index + 1).padStart(4, "0")}`,
      answer: found === undefined ? null : answerIn(found.body),
      orderId,
      expected: expectedOfBody(order),
    };
  });
}

function answerIn({ bytes }: FolderBody): Readonly<Record<string, unknown>> | null {
  return fieldsOf(fieldsOf(fieldsOf(fieldsOf(JSON.parse(decode(bytes) ?? "null"))?.data)?.payload)?.order);
}
