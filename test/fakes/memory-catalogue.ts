import type { ProductVariantBulkItem } from "@karla/api/product-variant";
import type { OweProducts } from "@karla/sync/catalogue";
import { cataloguePort } from "@karla/sync/catalogue-port";
import type { Product } from "@karla/sync/product";
import type { GivenVariant, ProductBooks } from "@karla/sync/product-books";
import { productLane } from "@karla/sync/product-lane";
import type { ProductRead, ProductReader } from "@karla/sync/product-reader";
import { createProductSync } from "@karla/sync/product-sync";
import type { ProductWalk } from "@karla/sync/product-walk";
import { createTestEngine } from "./engine.ts";
import { eventFor, SHOP_A } from "./event-for.ts";

/** Products of a page. */
const PAGE = 2;

/** One variant as a shop sells it. */
export function variantOf(
  id: string,
  overrides: Partial<Product["variants"][number]> = {},
): Product["variants"][number] {
  const own = { title: "Shirt", variantTitle: null, price: "29.90", sku: `SKU-${id}`, imageUrl: null };
  return { id, ...own, titles: {}, salesChannelIds: [], ...overrides };
}

/**
 * The engine with a shop whose catalogue a test changes (or any other whose `products` it is given), and a core that keeps what
 * it is given of it.
 */
export function createCatalogueEngine({
  products,
  ...options
}: Parameters<typeof createTestEngine>[0] & { products?: ProductReader } = {}) {
  const settings = { syncProducts: true, ...options.settings };
  const engine = createTestEngine({ reader: {}, ...options, settings });
  const { lanes } = engine;
  /** The shop: products by id, in the order in which they were made. */
  const shop = new Map<string, Product>();
  /** The core, by slug and product. */
  const core = new Map<string, ProductVariantBulkItem[]>();
  /** What was asked of the core: "POST 11 12", "PUT 11", "DELETE 1". */
  const calls: string[] = [];
  /** What it does instead of taking a variant. */
  const plays: { refuses: (variant: ProductVariantBulkItem) => Error | null; away: Error | null } = {
    refuses: () => null,
    away: null,
  };
  const reads: string[][] = [];
  const given = new Map<string, GivenVariant[]>();
  const walks: { latest: ProductWalk | null } = { latest: null };

  const reader: ProductReader = {
    async list(_, after) {
      const ids = [...shop.keys()];
      const from = after === null ? 0 : ids.indexOf(after) + 1;
      const productIds = ids.slice(from, from + PAGE);
      return { productIds, after: from + PAGE < ids.length ? (productIds.at(-1) ?? null) : null };
    },
    async read(_, ids) {
      reads.push([...ids]);
      const parentOf = (id: string) =>
        [...shop.values()].find(({ variants }) => variants.some((each) => each.id === id));
      return new Map(
        ids.map((id): [string, ProductRead] => {
          const product = shop.get(id);
          const parent = parentOf(id);
          if (product !== undefined) return [id, { outcome: "product", product }];
          if (parent !== undefined) return [id, { outcome: "variant_of", productId: parent.id }];
          return [id, { outcome: "not_found" }];
        }),
      );
    },
    stillThere: async (_, ids) => ids.filter((id) => shop.has(id)),
  };
  const books: ProductBooks = {
    of: async (_, productId) => given.get(productId) ?? [],
    productOf: async (_, variantId) =>
      [...given].find(([id, all]) => id !== variantId && all.some((each) => each.variantId === variantId))?.[0] ?? null,
    async keep(_, productId, kept) {
      const others = (given.get(productId) ?? []).filter(
        (each) => !kept.some(({ slug, variantId }) => slug === each.slug && variantId === each.variantId),
      );
      given.set(productId, [...others, ...kept]);
    },
    async forget(_, productId, slug) {
      given.set(
        productId,
        (given.get(productId) ?? []).filter((each) => each.slug !== slug),
      );
    },
    list: async (_, after, limit) =>
      [...given]
        .filter(([id, all]) => all.length > 0 && (after === null || id > after))
        .map(([id]) => id)
        .sort()
        .slice(0, limit),
    async doubt() {
      for (const [id, all] of given)
        given.set(
          id,
          all.map((each) => ({ ...each, hash: null })),
        );
    },
  };
  const clientOf = ({ slug }: { slug: string }) => {
    const take = (variant: ProductVariantBulkItem) => {
      const refusal = plays.refuses(variant);
      if (refusal !== null) throw refusal;
      const place = `${slug}/${variant.product_id}`;
      const others = (core.get(place) ?? []).filter(({ variant_id }) => variant_id !== variant.variant_id);
      core.set(place, [...others, variant]);
    };
    const ask = (call: string) => {
      calls.push(slug === "shop" ? call : `${slug}: ${call}`);
      if (plays.away !== null) throw plays.away;
    };
    return {
      async upsertProduct(variant: ProductVariantBulkItem) {
        ask(`PUT ${variant.variant_id}`);
        take(variant);
      },
      async upsertProducts(variants: readonly ProductVariantBulkItem[]) {
        ask(`POST ${variants.map(({ variant_id }) => variant_id).join(" ")}`);
        const refused = variants.map(plays.refuses).find((refusal) => refusal !== null);
        if (refused !== undefined) throw refused;
        for (const variant of variants) take(variant);
        return [];
      },
      async deleteProduct(productId: string) {
        ask(`DELETE ${productId}`);
        core.delete(`${slug}/${productId}`);
      },
    };
  };
  const owe: OweProducts = async (shopId, ids, dueAt, laneDueAt = dueAt) => {
    for (const id of ids) {
      lanes.oweFromOutside({ shopId, laneKey: productLane(id) }, { effect: "sync_product", dueAt, laneDueAt });
    }
  };
  const catalogue = {
    reader: products ?? reader,
    books,
    owe,
    coreOf: (connection: { slug: string }) => cataloguePort(clientOf(connection), engine.deps.readFailure),
  };
  const unfinished: unknown[] = [];
  Object.assign(engine.deps, {
    catalogue,
    syncProducts: createProductSync({
      turns: () => engine.deps,
      catalogue,
      clientOf,
      lanes,
      walks: {
        latest: async () => walks.latest,
        async keep(_, walk) {
          walks.latest = { ...walk, askedAt: walks.latest?.askedAt ?? walk.askedAt };
        },
      },
      leaseMs: 30_000,
      sleep: () => new Promise(() => {}),
      onUnfinished: (error) => void unfinished.push(error),
    }),
  });
  return {
    ...engine,
    shop,
    core,
    calls,
    plays,
    reads,
    given,
    walks,
    unfinished,
    sells: (...products: Product[]) => {
      for (const product of products) shop.set(product.id, product);
    },
    /** A shop's message that these were written or deleted, and what comes of it. */
    async hear(...ids: string[]) {
      await lanes.accept([eventFor("products", { body: Buffer.from(`products ${ids.join(",")}`) })]);
      await engine.drain();
      engine.advance(2_000);
      await engine.drain();
    },
    /** Has all of the catalogue gone through from now on, as switching the sync on does. */
    async ask() {
      walks.latest = { ...(walks.latest ?? NO_WALK), askedAt: new Date(engine.now()).toISOString() };
      lanes.oweFromOutside(
        { shopId: SHOP_A, laneKey: "products" },
        { effect: "sync_products", dueAt: engine.now(), laneDueAt: engine.now() },
      );
      await engine.drain();
    },
  };
}

const NO_WALK: ProductWalk = { askedAt: "", startedAt: null, phase: "shop", after: null, done: 0, finishedAt: null };
