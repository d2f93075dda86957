import type { PlacedBetween } from "@karla/sync/backfill";

/** Orders placed in this time, in Shopify's search syntax (https://shopify.dev/docs/api/usage/search-syntax). */
export function placedSearch({ from, to }: PlacedBetween): string {
  return `created_at:>='${secondOf(Date.parse(from))}' AND created_at:<'${secondOf(Date.parse(to))}'`;
}

/** An instant as Shopify prints it, in whole seconds: `2026-11-29T08:00:00Z`. */
export function secondOf(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
