import { hasUnreadableMoney, mayBeUnreadable } from "./money-in-body.ts";
import { numbersIn } from "./parcels-in-body.ts";
import { type Fields, fieldsOf, idOf, isTrue, objectsIn, readBody, referenceOf, textOf } from "./read-body.ts";
import { isSubscribed, kindOf, type TopicKind } from "./topic-kinds.ts";

/** What must become of a body, from the body alone: written from the product's rules, sharing no code with the pipeline. */
export type Expectation =
  | { outcome: "no_order" }
  | { outcome: "quarantined" }
  | { outcome: "skipped"; reason: ExpectedSkip }
  | { outcome: "delivered"; orderId: string; order: Fields };

/** With test and cancelled orders taken, and without a request to erase data, these are left of the closed list. */
export type ExpectedSkip = "awaiting_order" | "nothing_to_ship" | "no_address" | "no_zip";

export interface Expected {
  expectation: Expectation;
  /** Whether quarantine is no fault. */
  mayBeQuarantined: boolean;
}

const ADDRESS = [
  "name",
  "first_name",
  "last_name",
  "company",
  "address1",
  "address2",
  "zip",
  "city",
  "province",
  "province_code",
  "country",
  "country_name",
  "country_code",
  "phone",
];

export function expectedOutcome(topic: string, bytes: Buffer): Expected {
  const kind = kindOf(topic);
  const body = readBody(bytes);
  if (kind === "none") {
    const unusable = body === null || (topic === "orders/delete" && idOf(body, "Order") === null);
    return { expectation: { outcome: "no_order" }, mayBeQuarantined: unusable || !isSubscribed(topic) };
  }
  const orderId = body === null ? null : orderIdIn(kind, body);
  if (body === null || orderId === null) return { expectation: { outcome: "quarantined" }, mayBeQuarantined: true };
  const mayBeQuarantined = mayBeUnreadable(body, kind === "order");
  if (kind !== "order") return { expectation: { outcome: "skipped", reason: "awaiting_order" }, mayBeQuarantined };
  if (hasUnreadableMoney(body)) return { expectation: { outcome: "quarantined" }, mayBeQuarantined };
  const reason = skipReason(body);
  return {
    expectation: reason === null ? { outcome: "delivered", orderId, order: body } : { outcome: "skipped", reason },
    mayBeQuarantined,
  };
}

/** The id of the order a body is about. */
export function orderIdIn(kind: Exclude<TopicKind, "none">, body: Fields): string | null {
  if (kind === "order") return idOf(body, "Order");
  const holder = kind === "edit" ? fieldsOf(body.order_edit) : body;
  return referenceOf(holder?.order_id, "Order");
}

function skipReason(order: Fields): ExpectedSkip | null {
  const lines = objectsIn(order.line_items);
  const { due, possible } = numbersIn(order);
  if (lines.length > 0 && !lines.some(ships) && due.length + possible.length === 0) return "nothing_to_ship";
  const address = fieldsOf(order.shipping_address);
  if (address === null || ADDRESS.every((field) => textOf(address[field]) === null)) return "no_address";
  return textOf(address.zip) === null ? "no_zip" : null;
}

/** Old bodies do not say it of each line; goods ship unless they are a gift card. */
function ships({ requires_shipping: requires, gift_card: giftCard }: Fields): boolean {
  return requires === undefined || requires === null ? !isTrue(giftCard) : isTrue(requires);
}
