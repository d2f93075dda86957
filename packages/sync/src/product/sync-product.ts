import type { ProductVariantBulkItem } from "@karla/api/product-variant";
import type { Clock } from "../clock.ts";
import type { ShopId } from "../ids.ts";
import type { OrderSettings } from "../order/settings.ts";
import type { Delivered } from "../pipeline/deliver-effect.ts";
import type { Connection } from "../pipeline/shops.ts";
import type { Catalogue } from "./catalogue.ts";
import { catalogueOf, hashOfVariant, type WantedAt } from "./catalogue-of.ts";
import type { Product } from "./product.ts";

/** Variants of one request, as many as the PHP plugin's pages have products. */
export const VARIANTS_AT_ONCE = 50;

/** One product of a connected shop, which whoever holds its lane brings the core to. */
export interface ProductTurn {
  shopId: ShopId;
  productId: string;
  connection: Connection;
  settings: Pick<OrderSettings, "slugBySalesChannel">;
  /** No call begins after this. Milliseconds since the epoch. */
  until: number;
}

export interface SyncProductDeps {
  catalogue: Catalogue;
  clock: Clock;
}

/**
 * Brings the core to what the shop has of a product now: gives it what changed, and takes from it what is not sold any more.
 * The contract has no way to delete a single variant. So where one is gone, its product is deleted, and given anew with all
 * that is left. What was done stays done, in the books too: a repetition goes on where it was.
 */
export async function syncProduct(turn: ProductTurn, deps: SyncProductDeps): Promise<Delivered> {
  const { shopId, productId } = turn;
  const { reader, books, owe } = deps.catalogue;
  const read = (await reader.read(shopId, [productId])).get(productId) ?? { outcome: "not_found" };
  switch (read.outcome) {
    case "product":
      return bring(read.product, turn, deps);
    case "variant_of":
      await owe(shopId, [read.productId], deps.clock.now());
      // It may have been a product of its own.
      return bring({ id: productId, variants: [] }, turn, deps);
    case "not_found": {
      const parent = await books.productOf(shopId, productId);
      if (parent !== null) await owe(shopId, [parent], deps.clock.now());
      return bring({ id: productId, variants: [] }, turn, deps);
    }
  }
}

async function bring(product: Product, turn: ProductTurn, deps: SyncProductDeps): Promise<Delivered> {
  const given = await deps.catalogue.books.of(turn.shopId, product.id);
  for (const wanted of catalogueOf(product, turn)) {
    const { slug } = wanted.connection;
    const held = new Map(given.filter((each) => each.slug === slug).map(({ variantId, hash }) => [variantId, hash]));
    const done = await bringPlace(product.id, { wanted, held }, turn, deps);
    if (done === "no_time") return { ...ENDED, state: "pending", again: deps.clock.now() };
  }
  return { ...ENDED, state: "delivered" };
}

const ENDED = { reason: null, payloadHash: null, order: null, tried: true };

interface Place {
  wanted: WantedAt;
  /** Of the variants that the core may have there, the hash of what it was given last. */
  held: ReadonlyMap<string, string | null>;
}

async function bringPlace(
  productId: string,
  { wanted: { connection, variants }, held }: Place,
  { shopId, until }: ProductTurn,
  { catalogue, clock }: SyncProductDeps,
): Promise<"done" | "no_time"> {
  const { books } = catalogue;
  const { slug } = connection;
  const core = catalogue.coreOf(connection);
  const isGone = [...held.keys()].some((id) => !variants.some((variant) => variant.variant_id === id));
  const due = variants.filter((variant) => isGone || held.get(variant.variant_id) !== hashOfVariant(variant));
  if (isGone) {
    if (clock.now() >= until) return "no_time";
    await core.deleteProduct(productId);
    await books.forget(shopId, productId, slug);
  }
  for (let from = 0; from < due.length; from += VARIANTS_AT_ONCE) {
    if (clock.now() >= until) return "no_time";
    const batch = due.slice(from, from + VARIANTS_AT_ONCE);
    // Before it goes out: whatever becomes of it, the core may have it.
    await books.keep(shopId, productId, batch.map(givenAt(slug, () => null)));
    await core.upsert(batch);
    await books.keep(shopId, productId, batch.map(givenAt(slug, hashOfVariant)));
  }
  return "done";
}

function givenAt(slug: string, hashOf: (variant: ProductVariantBulkItem) => string | null) {
  return (variant: ProductVariantBulkItem) => ({ slug, variantId: variant.variant_id, hash: hashOf(variant) });
}
