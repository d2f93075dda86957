import type { KarlaClient } from "@karla/api/client";
import { KarlaError } from "@karla/api/errors";
import type { ShopId } from "@karla/sync/ids";
import type { Connection } from "@karla/sync/shops";
import { readTrackedOrder, type TrackedOrder } from "@karla/tracking/tracked-order";
import type { TrackLinks } from "./create-track-link.ts";
import type { Question } from "./question-of.ts";
import { sameText, sameZip } from "./same-text.ts";

export interface OrderFinderDeps {
  /** How the core is reached for a shop; null where it is not connected. */
  connectionOf: (shopId: ShopId) => Promise<Connection | null>;
  coreOf: (connection: Connection) => Pick<KarlaClient, "findFewOrders">;
  /** Whether the shop asked for everything about this order to be erased. The core may hold it still. */
  isErased: (shopId: ShopId, orderId: string) => Promise<boolean>;
  links: Pick<TrackLinks, "read">;
  /** The core's failure, for the log. */
  onFailure: (error: KarlaError) => void;
}

/** What is looked for, and by which right. */
export type Sought =
  | Exclude<Question, { kind: "none" }>
  /** By Shopify's id of it, seen by the customer who placed it. Nobody's where that is empty. */
  | { kind: "own"; orderId: string; customerId: string };

export type FoundOrder =
  /** `orderId`: the shop's own. */
  | { outcome: "order"; order: TrackedOrder; orderId: string }
  /** Unknown, erased, or not to be seen with what was given: nobody is told which. */
  | { outcome: "not_found" }
  /** The core does not answer, or not as it should. */
  | { outcome: "unavailable" }
  | { outcome: "not_connected" };

type CoreOrder = Awaited<ReturnType<KarlaClient["findFewOrders"]>>[number];

/** Numbers are not unique: an order that was sold under the same one before has to be found as well. */
const MOST = 10;
/** Compared with and looked up where there is no order, so that it takes the same work; it opens to nobody. */
const NO_ORDER = { external_id: "none", external_customer_id: null, address: null };

/** Finds the order that a question may see. Unknown, forbidden and erased orders take the same calls and comparisons. */
export function createOrderFinder(deps: OrderFinderDeps) {
  const { connectionOf, coreOf, isErased, links } = deps;

  return async (shopId: ShopId, question: Sought): Promise<FoundOrder> => {
    const connection = await connectionOf(shopId);
    if (connection === null) return { outcome: "not_connected" };
    const filters = filtersOf(question, (token) => links.read(shopId, token));
    const core = coreOf(connection);
    const candidates = await Promise.all(filters.map((filter) => core.findFewOrders(filter, MOST))).catch(failed);
    if (candidates === null) return { outcome: "unavailable" };
    const found = candidates.flat();
    const seen = [...found, NO_ORDER].filter((order) => maySee(order, question));
    const order = found.find((each) => seen.includes(each)) ?? null;
    const erased = await isErased(shopId, order?.external_id ?? NO_ORDER.external_id);
    const read = order === null || erased ? null : readTrackedOrder(order);
    return order === null || read === null
      ? { outcome: "not_found" }
      : { outcome: "order", order: read, orderId: order.external_id };
  };

  function failed(error: unknown): null {
    if (!(error instanceof KarlaError)) throw error;
    deps.onFailure(error);
    return null;
  }
}

/**
 * A number may be the order's number ("1001") or its name as the shop prints it ("#1001", "TEA-1001"). A link that opens nothing
 * is asked for too.
 */
function filtersOf(question: Sought, read: (token: string) => string | null) {
  switch (question.kind) {
    case "link":
      return [{ external_id: read(question.token) ?? NO_ORDER.external_id }];
    case "own":
    case "form":
      return [{ external_id: question.orderId }];
    case "number":
      return [{ order_number: question.orderNumber.replace(/^#\s*/, "") }, { order_name: question.orderNumber }];
  }
}

function maySee(order: Pick<CoreOrder, "external_id" | "address" | "external_customer_id">, question: Sought): boolean {
  switch (question.kind) {
    case "link":
    case "form":
      return true;
    case "own":
      return order.external_id === question.orderId && sameText(order.external_customer_id ?? "", question.customerId);
    case "number": {
      const byZip = sameZip(order.address?.zip_code ?? "", question.zipCode ?? "");
      const byCustomer = sameText(order.external_customer_id ?? "", question.customerId ?? "");
      return byZip || byCustomer;
    }
  }
}
