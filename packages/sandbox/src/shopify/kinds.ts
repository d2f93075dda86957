/** What the shop's orders are like. An order has one leading kind, and may show others as well. */
export const KINDS = [
  "plain",
  "split",
  "several_parcels",
  "changed_number",
  "cancelled_before_shipping",
  "cancelled_after_shipping",
  "partly_refunded",
  "guest",
  "two_currencies",
  "pickup",
  "digital_only",
  "gift_card",
  "edited",
  "note_attributes_changed",
  "landing_site_relative",
  "landing_site_absolute",
  "pos",
  "draft",
  "b2b",
  "test_order",
  "no_decimals",
  "unknown_carrier",
  "company",
  "tracking_not_parallel",
  "dirty_numbers",
  "missing_zip",
  "zip_added_later",
  "line_properties",
  "tags_changed",
  "discount_codes",
  "duties",
  "local_delivery",
  "sixty_lines",
  "cancelled_fulfillment",
  "shared_number",
  "deleted",
] as const;
export type Kind = (typeof KINDS)[number];

/** Orders of each kind in a full set of books. */
const OF_EACH = 11;

/** The leading kinds of `count` orders: as many of each as fit, up to 11, the rest plain and ordinary parcels. */
export function planKinds(count: number): Kind[] {
  const each = Math.min(OF_EACH, Math.floor(count / KINDS.length));
  const planned = KINDS.flatMap((kind) => Array.from({ length: each }, () => kind));
  const ordinary: readonly Kind[] = [
    "plain",
    "split",
    "several_parcels",
    "changed_number",
    "company",
    "discount_codes",
  ];
  for (let index = 0; planned.length < count; index += 1) planned.push(ordinary[index % ordinary.length] ?? "plain");
  return planned;
}
