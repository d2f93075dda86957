/** What becomes of a table when a customer is erased, when a shop is, and as time goes by. */
export interface TableRule {
  /** `erased`: what is of the customer goes. Anything else says why there is nothing of a customer in it. */
  customer: "erased" | { nothing: string };
  shop: "deleted" | { kept: string };
  /** `swept`: what is past its time goes by itself. Anything else says why it stays. */
  age: "swept" | { kept: string };
}

const CATALOGUE = { nothing: "the shop's goods, and nobody who bought them" };
const MERCHANT = { nothing: "the merchant's own" };
const WORK = { nothing: "how far some work has come" };
const FOR_ORDERS = { kept: "as long as the shop has the app: what changes of an order is compared with it" };
const FOR_PROOF = { kept: "the proof; of orders it has names and no more" };
const FOR_SHOP = { kept: "as long as the shop has the app; no more of it with time" };

/**
 * Every table of the database, so that none is overlooked: a test reads the catalogue. The platform's id of an order stays where
 * it is the key of what is kept (`shop_order`, `lane`, `ledger_find`): without it nobody could say that the order was erased.
 */
export const KEPT_TABLES: Readonly<Record<string, TableRule>> = {
  inbox_event: { customer: "erased", shop: "deleted", age: "swept" },
  lane: { customer: "erased", shop: "deleted", age: "swept" },
  outbox: { customer: "erased", shop: "deleted", age: "swept" },
  shop_order: { customer: "erased", shop: "deleted", age: FOR_ORDERS },
  delivery: { customer: "erased", shop: "deleted", age: "swept" },
  muted_order: { customer: "erased", shop: "deleted", age: FOR_ORDERS },
  ledger_find: { customer: "erased", shop: "deleted", age: FOR_PROOF },
  day_account: { customer: "erased", shop: "deleted", age: FOR_PROOF },
  problem: { customer: "erased", shop: "deleted", age: FOR_SHOP },
  // Nobody can tell whose form it was. It goes when it has run out, which takes half a day.
  claim_form: { customer: "erased", shop: "deleted", age: "swept" },
  reconciliation: { customer: WORK, shop: "deleted", age: "swept" },
  backfill: { customer: WORK, shop: "deleted", age: { kept: "a row for each import, which somebody asked for" } },
  product_walk: { customer: WORK, shop: "deleted", age: FOR_SHOP },
  breaker: { customer: WORK, shop: "deleted", age: FOR_SHOP },
  refresh_lease: { customer: WORK, shop: "deleted", age: FOR_SHOP },
  variant_picture: { customer: CATALOGUE, shop: "deleted", age: FOR_SHOP },
  given_variant: { customer: CATALOGUE, shop: "deleted", age: FOR_SHOP },
  mapping_draft: { customer: MERCHANT, shop: "deleted", age: FOR_SHOP },
  mapping_version: { customer: MERCHANT, shop: "deleted", age: { kept: "what an order was made with is looked up" } },
  mapping_change: { customer: MERCHANT, shop: "deleted", age: { kept: "who changed what, for good" } },
  trigger_use: { customer: MERCHANT, shop: "deleted", age: FOR_SHOP },
  karla_webhook: { customer: MERCHANT, shop: "deleted", age: FOR_SHOP },
  shop_access: { customer: MERCHANT, shop: "deleted", age: FOR_SHOP },
  session: { customer: MERCHANT, shop: "deleted", age: FOR_SHOP },
  shop_alias: { customer: MERCHANT, shop: "deleted", age: FOR_SHOP },
  // With it goes the key that opens what is in backups of the others.
  shop: { customer: MERCHANT, shop: "deleted", age: FOR_SHOP },
  tombstone: {
    customer: { nothing: "keyed hashes" },
    shop: { kept: "so that nothing of it comes back" },
    age: { kept: "so that nothing of it comes back" },
  },
  erasure: { customer: { nothing: "numbers" }, shop: { kept: "the receipt" }, age: { kept: "the receipt" } },
  sweep: { customer: WORK, shop: { kept: "of the database" }, age: { kept: "one row" } },
  _prisma_migrations: {
    customer: { nothing: "of the database" },
    shop: { kept: "of the database" },
    age: { kept: "of the database" },
  },
};
