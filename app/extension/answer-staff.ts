import type { ShopId } from "@karla/sync/ids";
import type { Inbox } from "@karla/sync/inbox";
import type { OrderHistories, OrderHistory } from "@karla/sync/order-history";
import { resyncCall } from "../shopify/flow-calls/resync-call.ts";
import type { OrderAnswer, ResyncAnswer } from "./order-answer.ts";
import { toOrderWay } from "./order-way.ts";

export interface AnswerStaffDeps {
  histories: OrderHistories;
  inbox: Inbox;
  /** An id that nobody had before. */
  newId: () => string;
}

/** What staff of a shop see of its orders in the admin, and ask for there. */
export function createStaffAnswers({ histories, inbox, newId }: AnswerStaffDeps) {
  return {
    async order(shopId: ShopId, orderId: string): Promise<OrderAnswer> {
      const history = await histories.of(shopId, orderId);
      if (history === null) return { outcome: "nothing" };
      return isErased(history) ? { outcome: "erased" } : { outcome: "order", order: toOrderWay(history) };
    },

    /** Resolves once it is stored: what became of it is asked for as the order's way. */
    async resync(shopId: ShopId, { shop, orderId }: { shop: string; orderId: string }): Promise<ResyncAnswer> {
      const history = await histories.of(shopId, orderId);
      if (history !== null && isErased(history)) return { outcome: "erased" };
      await inbox.accept([resyncCall({ shopId, shop, orderId, id: newId() })]);
      return { outcome: "asked" };
    },
  };
}

function isErased({ order }: OrderHistory): boolean {
  return order?.erased ?? false;
}
