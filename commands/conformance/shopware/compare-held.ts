import type { CoreOrder } from "../../proof/core-order.ts";
import { type Fields, fieldsOf, textOf } from "../read-body.ts";
import { compareAddress } from "./compare-address.ts";
import { compareDiscounts } from "./compare-discounts.ts";
import { compareLines } from "./compare-lines.ts";
import { compareMoney } from "./compare-money.ts";
import { compareSegments } from "./compare-segments.ts";
import { compareTrackings } from "./compare-trackings.ts";
import { type Compared, deviating, SAME, together, wrong } from "./compared.ts";
import type { ExpectedState } from "./expected-state.ts";

export interface Held {
  /** As the core lists it now. */
  order: CoreOrder | undefined;
  /** All upserts of it that the core took, oldest first. */
  told: readonly Fields[];
}

const MONEY = ["total_order_price", "shipping_price", "sub_total_price", "discount_price"] as const;
const TEXTS = ["order_number", "currency", "email_id", "external_id", "external_customer_id"] as const;
const ANALYTICS = ["affiliate_code", "campaign_code"] as const;

/** `order` is the order as the shop answered it: it decides who is right where the two differ in a known way. */
export function compareHeld(expected: ExpectedState, held: Held, order: Fields | null): Compared {
  const due = expected.order;
  if (due === null) {
    return held.order === undefined ? SAME : wrong("outcome", "the core holds an order that was not told");
  }
  const is = held.order;
  if (is === undefined) {
    return textOf(fieldsOf(due.address)?.zip_code) === null
      ? deviating("refused_by_core")
      : wrong("undelivered", "the core does not hold the order");
  }
  return together([
    ...MONEY.map((field) => compareMoney(field, due[field], is[field])),
    ...TEXTS.map((field) => compareText(field, due[field], is[field])),
    comparePlacedAt(due.order_placed_at, is.order_placed_at),
    compareLines("products", due.products, is.products ?? []),
    compareDiscounts(due.discounts, is.discounts ?? []),
    compareAddress(due.address, is.address ?? {}, order),
    compareSegments({ due: due.segments, ever: expected.segments }, is.segments ?? [], order),
    ...ANALYTICS.map((field) => compareAnalytics(field, expected.analytics[field], is.order_analytics?.[field])),
    compareTrackings(expected.trackings, { trackings: is.trackings ?? [], told: held.told, order }),
  ]);
}

function compareText(field: string, due: unknown, is: unknown): Compared {
  return textOf(due) === textOf(is)
    ? SAME
    : wrong(field === "currency" ? "currency" : "fields", `${field} is not what it should be`);
}

/** The plugin cuts the parts of a second. */
function comparePlacedAt(due: unknown, is: unknown): Compared {
  const second = (value: unknown) => Math.floor(Date.parse(textOf(value) ?? "") / 1000);
  return second(due) === second(is) ? SAME : wrong("fields", "order_placed_at is not what it should be");
}

function compareAnalytics(field: string, due: unknown, is: unknown): Compared {
  if (textOf(due) !== textOf(is)) return wrong("fields", `order_analytics.${field} is not what it should be`);
  return textOf(due) === null ? SAME : deviating("analytics_beside_order");
}
