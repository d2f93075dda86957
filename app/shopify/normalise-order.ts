import { emailOf, objectOf, textOf } from "@karla/sync/json-fields";
import type { OrderFacts, OrderSnapshot } from "@karla/sync/order";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { addressOf } from "./address.ts";
import { attributesOf, type Print } from "./attributes.ts";
import { attributionOf } from "./attribution.ts";
import { customerOf } from "./customer.ts";
import { deliveryMethodOf } from "./delivery-method.ts";
import { discountsOf } from "./discounts.ts";
import { referenceOf } from "./ids-in-body.ts";
import { flagOf, objectsOf, tagsOf } from "./json-fields.ts";
import { normaliseFulfillment } from "./normalise-fulfillment.ts";
import { normaliseInstant } from "./normalise-instant.ts";
import { normaliseLines } from "./normalise-line.ts";
import { normaliseRefund } from "./normalise-refund.ts";
import { currenciesOf } from "./order-currencies.ts";
import { totalsOf } from "./order-totals.ts";
import { shippingLinesOf } from "./shipping-lines.ts";
import { taxLinesOf } from "./tax-lines.ts";

/** Stands for a date that neither the body nor the headers know; older than everything, so it never wins. */
export const NO_DATE = "1970-01-01T00:00:00Z";

export interface EventContext {
  /** `X-Shopify-Triggered-At`, normalised; "" where unknown. */
  triggeredAt: string;
  print: Print;
}

/** An order body: its own state, and everything nested in it. */
export function normaliseOrder(id: string, order: JsonObject, context: EventContext): OrderFacts {
  const snapshot = snapshotOf(id, order, context);
  const place = { orderId: id, triggeredAt: context.triggeredAt, otherwiseAt: snapshot.observedAt };
  return {
    id,
    snapshot,
    fulfillments: objectsOf(order.fulfillments)
      .map((fulfillment, index) => normaliseFulfillment(fulfillment, { ...place, index }))
      .sort(byId),
    refunds: objectsOf(order.refunds)
      .map((refund, index) => normaliseRefund(refund, { ...place, index, currency: snapshot.currency }))
      .sort(byId),
    cancelledAt: cancelledAt(order, snapshot.observedAt),
    deletedAt: null,
    editedAt: null,
    extras: null,
    // Of those that we read ourselves: `normaliseAdminOrder`.
    pictures: {},
  };
}

function snapshotOf(id: string, order: JsonObject, { triggeredAt, print }: EventContext): OrderSnapshot {
  const currencies = currenciesOf(order);
  const lines = normaliseLines(order, currencies, print);
  const shippingLines = shippingLinesOf(order, currencies);
  const taxLines = taxLinesOf(order.tax_lines, currencies, "tax_lines");
  const { created_at: created, processed_at: processed, updated_at: updated } = order;
  return {
    observedAt: firstInstant([updated, created, processed, triggeredAt]),
    triggeredAt,
    ...namesOf(id, order),
    placedAt: firstInstant([processed, created, updated, triggeredAt]),
    ...currencies,
    ...totalsOf(order, currencies, { lines, shippingLines, taxLines }),
    lines,
    discounts: discountsOf(order, currencies),
    shippingLines,
    taxLines,
    // Shopify sends "" for an order without an address; a draft's is in contact_email alone.
    email: emailOf(order.email) ?? emailOf(order.contact_email),
    phone: textOf(order.phone),
    customer: customerOf(order.customer),
    shippingAddress: addressOf(order.shipping_address),
    billingAddress: addressOf(order.billing_address),
    deliveryMethod: deliveryMethodOf(order, lines),
    test: flagOf(order.test, false),
    channel: textOf(order.source_name),
    salesChannelId: null,
    company: companyOf(order.company),
    locale: textOf(order.customer_locale),
    note: textOf(order.note),
    noteAttributes: attributesOf(order.note_attributes, ["note_attributes"], print),
    tags: tagsOf(order.tags),
    segments: [],
    attribution: attributionOf(order),
    financialStatus: textOf(order.financial_status),
    fulfillmentStatus: textOf(order.fulfillment_status),
    state: null,
    cancelledAt: null,
  };
}

function namesOf(id: string, order: JsonObject): Pick<OrderSnapshot, "name" | "number"> {
  const name = textOf(order.name);
  const number = textOf(order.order_number) ?? textOf(name?.trim().replace(/^#/, "")) ?? textOf(order.number) ?? id;
  return { name, number };
}

function companyOf(field: JsonValue | undefined): OrderSnapshot["company"] {
  const company = objectOf(field);
  if (company === null) return null;
  return {
    id: referenceOf(company.id, "Company"),
    locationId: referenceOf(company.location_id, "CompanyLocation"),
  };
}

/** A date that cannot be read still says that the order was cancelled. */
function cancelledAt({ cancelled_at: field }: JsonObject, otherwise: string): string | null {
  if (textOf(field) === null) return null;
  return normaliseInstant(field) ?? otherwise;
}

function firstInstant(fields: readonly (JsonValue | undefined)[]): string {
  for (const field of fields) {
    const instant = normaliseInstant(field);
    if (instant !== null) return instant;
  }
  return NO_DATE;
}

function byId(a: { id: string }, b: { id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
