import type { DeskAnswer, MappingPreview } from "@karla/sync/desk-data";
import type { ShopId } from "@karla/sync/ids";
import { type MappingDesk, TRY_ORDERS } from "@karla/sync/mapping-desk";
import { MAX_DOCUMENT_BYTES } from "@karla/sync/mapping-limits";
import { z } from "zod";
import type { MerchantServices } from "./create-merchant-services.ts";

/** What the mapping page shows. */
export async function readMapping(services: MerchantServices, shop: string) {
  const { desk, shopId } = await services.mapping(shop);
  return { overview: await desk.overview(shopId) };
}

/** A document as the browser or a file wrote it; what it says is looked at by the desk. One more byte than allowed says so. */
const Written = z.string().max(MAX_DOCUMENT_BYTES + 1);
const Revision = z.int().min(0);
const Version = z.int().min(0);

/** What the mapping page asks for. */
export const MappingWish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("preview"), document: Written, orderId: z.string().max(100).nullable() }),
  z.object({ intent: z.literal("save"), document: Written, revision: Revision }),
  z.object({ intent: z.literal("try"), document: Written, orders: z.int().min(TRY_ORDERS.min).max(TRY_ORDERS.max) }),
  z.object({ intent: z.literal("publish"), revision: Revision, confirmed: z.boolean() }),
  z.object({ intent: z.literal("restore"), version: Version }),
  z.object({ intent: z.literal("send_again"), version: Version }),
  z.object({ intent: z.literal("compare"), from: Version, to: Version }),
  z.object({ intent: z.literal("read_file"), document: Written }),
  z.object({ intent: z.literal("write"), document: Written }),
]);
export type MappingWish = z.infer<typeof MappingWish>;

export type WrittenMapping = { outcome: "written"; text: string };

/** Has the desk do it. `by`: who asks, for the record of changes. */
export async function askMapping(
  { desk, shopId }: { desk: MappingDesk; shopId: ShopId },
  asked: MappingWish,
  by: string,
): Promise<DeskAnswer | MappingPreview | WrittenMapping> {
  switch (asked.intent) {
    case "preview":
      return desk.preview(shopId, asked.document, asked.orderId);
    case "save":
      return desk.save(shopId, asked.document, asked.revision, by);
    case "try":
      return desk.try(shopId, asked.document, asked.orders);
    case "publish":
      return desk.publish(shopId, { revision: asked.revision, confirmed: asked.confirmed, by });
    case "restore":
      return desk.restore(shopId, asked.version, by);
    case "send_again":
      return desk.sendAgain(shopId, asked.version);
    case "compare":
      return desk.compare(shopId, asked.from, asked.to);
    case "read_file":
      return desk.readFile(asked.document);
    case "write":
      return desk.write(asked.document);
  }
}

/** HTTP's own word for an answer: of a stale save nothing was kept. */
export function statusOf(answer: Awaited<ReturnType<typeof askMapping>>): number {
  if (!("outcome" in answer)) return 200;
  switch (answer.outcome) {
    case "stale":
      return 409;
    case "refused":
      return answer.code === "too_large" ? 413 : 422;
    case "findings":
      return 422;
    case "no_such_version":
      return 404;
    default:
      return 200;
  }
}
