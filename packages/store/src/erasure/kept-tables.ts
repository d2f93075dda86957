/** What becomes of a table when a customer is erased, and when a shop is. */
export interface TableRule {
  /** `erased`: what is of the customer goes. Anything else says why there is nothing of a customer in it. */
  customer: "erased" | { nothing: string };
  shop: "deleted" | { kept: string };
}

const CATALOGUE = { nothing: "the shop's goods, and nobody who bought them" };
const MERCHANT = { nothing: "the merchant's own" };
const WORK = { nothing: "how far some work has come" };

/**
 * Every table of the database, so that none is overlooked: a test reads the catalogue. The platform's id of an order stays where
 * it is the key of what is kept (`shop_order`, `lane`, `ledger_find`): without it nobody could say that the order was erased.
 */
export const KEPT_TABLES: Readonly<Record<string, TableRule>> = {
  inbox_event: { customer: "erased", shop: "deleted" },
  lane: { customer: "erased", shop: "deleted" },
  outbox: { customer: "erased", shop: "deleted" },
  shop_order: { customer: "erased", shop: "deleted" },
  delivery: { customer: "erased", shop: "deleted" },
  muted_order: { customer: "erased", shop: "deleted" },
  ledger_find: { customer: "erased", shop: "deleted" },
  day_account: { customer: "erased", shop: "deleted" },
  problem: { customer: "erased", shop: "deleted" },
  // Nobody can tell whose form it was. It goes when it has run out, which takes half a day.
  claim_form: { customer: "erased", shop: "deleted" },
  reconciliation: { customer: WORK, shop: "deleted" },
  backfill: { customer: WORK, shop: "deleted" },
  product_walk: { customer: WORK, shop: "deleted" },
  breaker: { customer: WORK, shop: "deleted" },
  refresh_lease: { customer: WORK, shop: "deleted" },
  variant_picture: { customer: CATALOGUE, shop: "deleted" },
  given_variant: { customer: CATALOGUE, shop: "deleted" },
  mapping_draft: { customer: MERCHANT, shop: "deleted" },
  mapping_version: { customer: MERCHANT, shop: "deleted" },
  mapping_change: { customer: MERCHANT, shop: "deleted" },
  trigger_use: { customer: MERCHANT, shop: "deleted" },
  karla_webhook: { customer: MERCHANT, shop: "deleted" },
  shop_access: { customer: MERCHANT, shop: "deleted" },
  session: { customer: MERCHANT, shop: "deleted" },
  shop_alias: { customer: MERCHANT, shop: "deleted" },
  // With it goes the key that opens what is in backups of the others.
  shop: { customer: MERCHANT, shop: "deleted" },
  tombstone: { customer: { nothing: "keyed hashes" }, shop: { kept: "so that nothing of it comes back" } },
  erasure: { customer: { nothing: "numbers" }, shop: { kept: "the receipt" } },
  _prisma_migrations: { customer: { nothing: "of the database" }, shop: { kept: "of the database" } },
};
