import { objectOf } from "@karla/sync/json-fields";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { typeOfGlobalId } from "./resource-id.ts";
import type { TopicKind } from "./topics.ts";

/**
 * What a body must look like to be what its topic says. The signature does not cover the topic, and Shopify signs other
 * messages with the same secret (Flow actions, other topics, session tokens): each must fail here rather than have an
 * effect under another name. Wide enough for every documented version of the topic.
 */
interface Shape {
  /** The type in `admin_graphql_api_id`, where that is a global id. */
  type: string | null;
  /** All of these keys are there, null or not. */
  all: readonly string[];
  /** At least one of these, if any are named. */
  any?: readonly string[];
  /** None of these: keys of bodies that resemble it. */
  none: readonly string[];
}

const OF_A_SHOP = ["myshopify_domain", "shop_domain", "shopify_domain"];
const OF_A_COMPLIANCE_REQUEST = ["customer", "orders_to_redact", "orders_requested", "data_request"];

const KINDS: Record<Exclude<TopicKind, "shop">, Shape> = {
  order: {
    type: "Order",
    all: [],
    any: ["line_items", "total_price"],
    none: ["order_id", "order_edit", "refund_line_items"],
  },
  fulfillment: {
    type: "Fulfillment",
    all: [],
    any: ["tracking_number", "tracking_numbers", "tracking_company", "shipment_status", "line_items", "status"],
    none: ["total_price", "refund_line_items", "fulfillment_id", "gateway"],
  },
  refund: {
    type: "Refund",
    all: [],
    any: ["refund_line_items", "transactions", "order_adjustments"],
    none: ["total_price", "tracking_number"],
  },
  edit: { type: null, all: ["order_edit"], none: [] },
  // Since 2024 nothing but the id; before, the whole order.
  delete: { type: "Order", all: ["id"], none: ["order_id", "shop_id", ...OF_A_SHOP] },
};

const SHOP_TOPICS: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ["app/uninstalled", { type: "Shop", all: ["id", "myshopify_domain"], none: ["line_items", "shop_domain"] }],
  ["app/scopes_update", { type: null, all: ["previous", "current"], none: [] }],
  ["bulk_operations/finish", { type: "BulkOperation", all: ["admin_graphql_api_id", "status", "type"], none: [] }],
  [
    "customers/data_request",
    { type: null, all: ["shop_domain", "customer", "data_request"], none: ["orders_to_redact"] },
  ],
  ["customers/redact", { type: null, all: ["shop_domain", "customer", "orders_to_redact"], none: ["data_request"] }],
  // A request about one customer must never pass for one about the whole shop.
  ["shop/redact", { type: null, all: ["shop_domain"], none: OF_A_COMPLIANCE_REQUEST }],
]);

/** Where each of these topics names its shop. */
const SHOP_FIELDS: ReadonlyMap<string, string> = new Map([
  ["app/uninstalled", "myshopify_domain"],
  ["customers/data_request", "shop_domain"],
  ["customers/redact", "shop_domain"],
  ["shop/redact", "shop_domain"],
]);

export function fitsTopic(topic: string, kind: TopicKind, body: JsonObject): boolean {
  const shape = kind === "shop" ? SHOP_TOPICS.get(topic) : KINDS[kind];
  if (shape === undefined) return false;
  if (kind === "edit" && objectOf(body.order_edit) === null) return false;
  const has = (key: string) => Object.hasOwn(body, key);
  const { all, any = [], none, type } = shape;
  return all.every(has) && (any.length === 0 || any.some(has)) && !none.some(has) && isOfType(body, type);
}

/**
 * The shop a body names: null where its topic names none, or the documented example leaves it null. Compliance requests
 * always name one, so there anything else is a shop of no name ("").
 */
export function shopNamedIn(topic: string, body: JsonObject): string | null {
  const field = SHOP_FIELDS.get(topic);
  const named: JsonValue | undefined = field === undefined ? null : body[field];
  if (typeof named === "string") return named;
  return named === null && field !== "shop_domain" ? null : "";
}

function isOfType({ admin_graphql_api_id: id }: JsonObject, type: string | null): boolean {
  const named = typeof id === "string" ? typeOfGlobalId(id) : null;
  return named === null || named === type;
}
