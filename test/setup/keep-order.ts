import type { Store } from "@karla/store/open-store";
import type { ShopId } from "@karla/sync/ids";
import { sampleOrder, sampleSnapshot } from "../../packages/sync/src/order/sample-order.fixture.ts";
import { done } from "../contract/engine/lanes-harness.ts";
import { eventFor } from "../fakes/event-for.ts";

/** Puts an order into a shop's books, named "#<id>", as one that the core has. */
export async function keepOrder({ inbox, lanes }: Pick<Store, "inbox" | "lanes">, shopId: ShopId, id: string) {
  await inbox.accept([eventFor(id, { shopId })]);
  const [turn] = await lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
  if (turn === undefined) throw new Error("no lane was due");
  const order = {
    order: { ...sampleOrder(), id, snapshot: sampleSnapshot({ name: `#${id}`, number: id }) },
    version: 1,
    status: "delivered" as const,
    reason: null,
    delivered: null,
  };
  await lanes.absorb(turn.lease, { ...done(turn), order }, { next: null });
}
