import type { HeldOrder } from "../../live/core-reader.ts";
import type { Match } from "../../live/match.ts";
import { amountsOf } from "../books/amounts-of-order.ts";
import type { ShopwareOrder } from "../books/shopware-order.ts";

/** For the page only: what is proven is worked out elsewhere, from the same books. */
export function matchOrder(order: ShopwareOrder, held: HeldOrder | null): Match {
  const because = notSentBecause(order);
  if (because !== null) return { state: "not_sent", because };
  if (held === null) return { state: "on_its_way" };
  const { booked } = order;
  const total = amountsOf(booked).total / 10 ** booked.currency.digits;
  const isWhole = held.total === total && codesOf(order).every((code) => held.trackingNumbers.includes(code));
  return isWhole ? { state: "in_core" } : { state: "on_its_way" };
}

/** Distinct codes of the deliveries that were not called off. */
export function codesOf({ deliveries }: ShopwareOrder): string[] {
  const codes = deliveries
    .filter(({ state }) => state !== "cancelled")
    .flatMap(({ trackingCodes }) => trackingCodes.map((code) => code.trim()));
  return [...new Set(codes)].filter((code) => code !== "");
}

function notSentBecause(order: ShopwareOrder): Extract<Match, { state: "not_sent" }>["because"] | null {
  const { booked, deliveries, state } = order;
  const hasLeft = deliveries.some((each) => each.trackingCodes.length > 0 || each.state.startsWith("shipped"));
  if (state === "cancelled" && !hasLeft) return "cancelled";
  const products = booked.lines.filter(({ variantId, ordered, removed }) => variantId !== null && ordered > removed);
  const ships = products.length === 0 || products.some((line) => line.requiresShipping && !line.giftCard);
  if (!ships && codesOf(order).length === 0) return "nothing_to_ship";
  if (deliveries.length === 0) return "no_address";
  const zip = (booked.shippingAddress ?? booked.billingAddress)?.zip ?? "";
  return zip.trim() === "" ? "no_zip" : null;
}
