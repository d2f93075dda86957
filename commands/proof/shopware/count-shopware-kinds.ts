import { shipsSilently } from "@karla/sandbox/shopware-order";
import { codesOf } from "./expected-trackings.ts";
import { idsOfArticle } from "./ids.ts";
import type { ShopwareEntry } from "./shopware-books.ts";

/** What a full set of a Shopware shop's books must contain; recognised by what happened. */
const SHOWS = {
  split: ({ order }) => order.deliveries.filter((delivery) => codesOf(delivery).length > 0).length >= 2,
  several_codes: ({ order }) => order.deliveries.some((delivery) => codesOf(delivery).length >= 2),
  changed_code: ({ history }) => withdrewCode(history),
  shipped_without_a_message: ({ order }) =>
    shipsSilently(order.booked) && order.deliveries.some((delivery) => codesOf(delivery).length > 0),
  cancelled: ({ order }) => order.state === "cancelled",
  edited: ({ history }) => new Set(history.map(({ booked }) => booked.lines.length)).size > 1,
  guest: ({ order }) => order.booked.customer === null,
  company: ({ order }) => order.booked.company !== null,
  discounted: ({ order }) => order.booked.discountCodes.length > 0,
  net_prices: ({ order }) => !order.booked.taxesIncluded,
  no_decimals: ({ order }) => order.booked.currency.digits === 0,
  line_without_product: ({ order }) => order.booked.lines.some((line) => idsOfArticle(line) === null),
  download: ({ order }) => order.booked.lines.some(({ requiresShipping }) => !requiresShipping),
  deleted: ({ order }) => order.booked.deletedAt !== null,
} as const satisfies Record<string, (entry: ShopwareEntry) => boolean>;

/** How many orders in the books show each of the kinds that the demo has to prove. */
export function countShopwareKinds(entries: readonly ShopwareEntry[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(SHOWS).map(([kind, shows]) => [kind, entries.filter((entry) => shows(entry)).length]),
  );
}

function withdrewCode(history: ShopwareEntry["history"]): boolean {
  const codes = (version: ShopwareEntry["order"]) => new Set(version.deliveries.flatMap(codesOf));
  const last = history.at(-1);
  if (last === undefined) return false;
  const now = codes(last);
  return history.some((version) => [...codes(version)].some((code) => !now.has(code)));
}
