import { z } from "zod";
import { CoreOrder } from "./core-order.ts";
import { readNumbersAsText } from "./read-numbers-as-text.ts";

export interface CoreAccess {
  /** Origin of the core, without `/v1`. */
  url: string;
  slug: string;
  user: string;
  key: string;
  fetch: typeof fetch;
}

const PER_PAGE = 100;
const Page = z.array(CoreOrder);

/** Every order the core holds for a shop, by the shop's own id of it. An id that comes twice is an error: one order, one record. */
export async function readCore(access: CoreAccess): Promise<Map<string, CoreOrder>> {
  const held = new Map<string, CoreOrder>();
  for (let page = 1; ; page += 1) {
    const { orders, last } = await readCorePage(access, page);
    for (const order of orders) {
      if (held.has(order.external_id)) throw new Error(`the core lists order ${order.external_id} twice`);
      held.set(order.external_id, order);
    }
    if (last) return held;
  }
}

/** One page of a shop's orders, from 1 on, of those that `filters` name (as the API does). */
export async function readCorePage(
  { url, slug, user, key, fetch }: CoreAccess,
  page: number,
  filters: Record<string, string> = {},
): Promise<{ orders: CoreOrder[]; last: boolean }> {
  const query = new URLSearchParams({ ...filters, page: String(page), per_page: String(PER_PAGE) });
  const target = new URL(`/v1/shops/${encodeURIComponent(slug)}/orders?${query}`, url);
  const response = await fetch(target, {
    headers: { Authorization: basicAuth(user, key), Accept: "application/json" },
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`the core answered ${response.status} to page ${page}`);
  const orders = Page.parse(readNumbersAsText(text));
  return { orders, last: orders.length < PER_PAGE };
}

export function basicAuth(user: string, key: string): string {
  return `Basic ${Buffer.from(`${user}:${key}`).toString("base64")}`;
}
