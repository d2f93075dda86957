import type { ReplayAnswer, ReplayPlan, ReplayProgress } from "@karla/sync/replay-data";
import { z } from "zod";
import type { MerchantServices } from "./create-merchant-services.ts";

/** As both platforms name orders. */
const OrderId = z.string().regex(/^[\w-]{1,64}$/);

const ReplayQuery = z.object({
  order: OrderId,
  effects: z.enum(["0", "1"]).catch("0"),
  /** The replay that the page asked for. */
  sent: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .catch(null),
});

export interface ShownReplay {
  plan: ReplayPlan;
  withEffects: boolean;
  progress: ReplayProgress | null;
}

/** What the page shows that sends one order again; null where its address names no order. */
export async function readReplay(
  services: MerchantServices,
  shop: string,
  query: URLSearchParams,
): Promise<ShownReplay | null> {
  const { data } = ReplayQuery.safeParse({
    order: query.get("order"),
    effects: query.get("effects"),
    sent: query.get("sent"),
  });
  if (data === undefined) return null;
  const { desk, shopId } = await services.replay(shop);
  const withEffects = data.effects === "1";
  // First how far it is: once it is done the plan is of what came of it.
  const progress = data.sent === null ? null : await desk.progress(shopId, data.order, data.sent);
  return { plan: await desk.planOrder(shopId, data.order, { mapping: "current", withEffects }), withEffects, progress };
}

/** What that page asks for. `version`: of the plan that the merchant saw. */
export const ReplayWish = z.object({
  intent: z.literal("send"),
  order: OrderId,
  version: z.int().nullable(),
  withEffects: z.boolean(),
});
export type ReplayWish = z.infer<typeof ReplayWish>;

export async function askReplay(
  services: MerchantServices,
  shop: string,
  { order, version, withEffects }: ReplayWish,
): Promise<ReplayAnswer> {
  const { desk, shopId } = await services.replay(shop);
  return desk.redeliver(shopId, order, { mapping: "current", withEffects, version });
}

/** HTTP's own word for an answer: nothing was done where the order does not stand as it was seen. */
export function statusOfReplay({ outcome }: ReplayAnswer): number {
  return outcome === "asked" ? 200 : 409;
}
