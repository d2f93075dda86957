import type { Evidence } from "./gather-evidence.ts";
import type { Pair } from "./prepare.ts";
import { numbersTold, requestsOf, upsertsIn } from "./told-to-core.ts";
import type { Violation } from "./violation.ts";

/** A fulfillment whose order was known before: its numbers must be at the core, each told once. */
export function judgePair(
  pair: Pair,
  { after, requests, answers }: Evidence,
): { delivered: boolean; violations: Violation[] } {
  const upserts = upsertsIn(requestsOf(pair.shop.slug, requests));
  const told = numbersTold(upserts);
  const missing = pair.numbers.filter((number) => !told.includes(number));
  const rows = after.orders.filter(({ domain }) => domain === pair.shop.domain);
  const refused = [pair.order, pair.fulfillment].some(
    (delivery) => answers.get(delivery)?.some((status) => status < 200 || status > 299) ?? true,
  );
  const details = [
    ...(refused ? ["not accepted"] : []),
    ...(upserts.length > 0 && rows.some(({ delivered }) => delivered)
      ? []
      : ["the order it belongs to was not delivered"]),
    ...(missing.length === 0
      ? []
      : [`${missing.length} of ${pair.numbers.length} tracking numbers never reached the core`]),
    ...(told.length === new Set(told).size ? [] : ["a tracking number was told twice"]),
    ...(told.every((number) => pair.numbers.some((own) => own === number))
      ? []
      : ["a number was told that the body does not have"]),
    ...(upserts.every(({ id }) => id === pair.orderId) ? [] : ["told under another order id than the body's"]),
  ];
  return {
    delivered: details.length === 0,
    violations: details.map((detail) => ({ file: pair.file, rule: "paired", detail })),
  };
}
