import type { ShopId } from "@karla/sync/ids";
import type { FoundOrder } from "./order-finder.ts";
import type { OrderLook } from "./order-look.ts";
import type { ProxyVisit } from "./proxy-page.ts";
import type { Question } from "./question-of.ts";
import type { Looked } from "./track-limit.ts";

export interface OrderLookDeps {
  findOrder: (shopId: ShopId, question: Exclude<Question, { kind: "none" }>) => Promise<FoundOrder>;
  /** The shop's own (IANA). */
  timeZoneOf: (shopId: ShopId) => Promise<string>;
  /** How many seconds to wait; null where it may go on. */
  limit: (looked: Looked) => Promise<number | null>;
  /** Resolves when an answer that gives nothing away may leave. */
  holdBack: (arrivedAt: number) => Promise<void>;
}

/** Looks at an order for whoever visits a page of the storefront that is about one. */
export function createOrderLook({ findOrder, timeZoneOf, limit, holdBack }: OrderLookDeps) {
  return async (question: Question, { asked, shopId, address, arrivedAt }: ProxyVisit): Promise<OrderLook> => {
    const { shop } = asked;
    if (question.kind === "none") return { outcome: "finder", customer: asked.customerId !== null };
    const retryAfterSeconds = await limit({ shop, order: nameIn(question), address });
    if (retryAfterSeconds !== null) return { outcome: "throttled", retryAfterSeconds };
    const [found, timeZone] = await Promise.all([findOrder(shopId, question), timeZoneOf(shopId)]);
    switch (found.outcome) {
      case "order":
        return { ...found, timeZone };
      case "not_found":
        await holdBack(arrivedAt);
        return found;
      case "unavailable":
      case "not_connected":
        return found;
    }
  };
}

function nameIn(question: Exclude<Question, { kind: "none" }>): string {
  switch (question.kind) {
    case "link":
      return question.token;
    case "number":
      return question.orderNumber;
    case "form":
      return question.orderId;
  }
}
