import type { OweProducts } from "@karla/sync/catalogue";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { GivenVariant, ProductBooks } from "@karla/sync/product-books";
import { productLane } from "@karla/sync/product-lane";
import type { ProductWalks } from "@karla/sync/product-walk";
import type { Pool } from "pg";
import { z } from "zod";
import { askProductSync } from "./ask-product-sync.ts";
import type { PrismaClient } from "./generated/index.js";
import { groupWrites } from "./group-writes.ts";
import { oweEffects } from "./owe-effects.ts";

export interface ProductsStore {
  books: ProductBooks;
  walks: ProductWalks;
  owe: OweProducts;
  /** Has all of the shop's catalogue gone through: the app was installed again. */
  ask(shopId: ShopId): Promise<void>;
}

/** Products whose writes go into one statement. */
const MOST_WRITES = 50;
const Phase = z.enum(["shop", "books"]);

const OF = `
SELECT slug, variant_id AS "variantId", hash FROM given_variant WHERE shop_id = $1::uuid AND product_id = $2
ORDER BY slug, variant_id`;

/** Of those that were given as variants of several products in the course of time, any: it is looked at, and found to be another's. */
const PRODUCT_OF = `
SELECT product_id FROM given_variant WHERE shop_id = $1::uuid AND variant_id = $2 AND product_id <> $2 LIMIT 1`;

const LIST = `
SELECT DISTINCT product_id FROM given_variant WHERE shop_id = $1::uuid AND ($2::text IS NULL OR product_id > $2)
ORDER BY product_id LIMIT $3`;

const KEEP = `
INSERT INTO given_variant (shop_id, product_id, slug, variant_id, hash)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS g(shop_id, product_id, slug, variant_id, hash)
ORDER BY shop_id, product_id, slug, variant_id
ON CONFLICT (shop_id, product_id, slug, variant_id) DO UPDATE SET hash = excluded.hash`;

type Kept = GivenVariant & { shopId: ShopId; productId: string };

/** What the sync of products keeps: whom the core was given, where the way through the catalogue stands, and what is owed. */
export function createProductsStore({
  pool,
  prisma,
  clock,
}: {
  pool: Pool;
  prisma: PrismaClient;
  clock: Clock;
}): ProductsStore {
  const write = groupWrites<readonly Kept[], null>(async (products) => {
    const rows = products.flat();
    const values = [
      rows.map(({ shopId }) => shopId),
      rows.map(({ productId }) => productId),
      rows.map(({ slug }) => slug),
      rows.map(({ variantId }) => variantId),
      rows.map(({ hash }) => hash),
    ];
    await pool.query({ name: "products-keep", text: KEEP, values });
    return products.map(() => null);
  }, MOST_WRITES);

  return {
    books: {
      async of(shopId, productId) {
        return (await pool.query<GivenVariant>({ name: "products-of", text: OF, values: [shopId, productId] })).rows;
      },
      async productOf(shopId, variantId) {
        const { rows } = await pool.query<{ product_id: string }>(PRODUCT_OF, [shopId, variantId]);
        return rows[0]?.product_id ?? null;
      },
      async keep(shopId, productId, given) {
        if (given.length > 0) await write(given.map((variant) => ({ ...variant, shopId, productId })));
      },
      async forget(shopId, productId, slug) {
        await prisma.givenVariant.deleteMany({ where: { shopId, productId, slug } });
      },
      async list(shopId, after, limit) {
        const { rows } = await pool.query<{ product_id: string }>(LIST, [shopId, after, limit]);
        return rows.map(({ product_id }) => product_id);
      },
      async doubt(shopId) {
        await prisma.givenVariant.updateMany({ where: { shopId }, data: { hash: null } });
      },
    },
    walks: {
      async latest(shopId) {
        const row = await prisma.productWalk.findUnique({ where: { shopId } });
        if (row === null) return null;
        const { askedAt, startedAt, phase, after, done, finishedAt } = row;
        return {
          askedAt: askedAt.toISOString(),
          startedAt: startedAt?.toISOString() ?? null,
          phase: Phase.parse(phase),
          after,
          done,
          finishedAt: finishedAt?.toISOString() ?? null,
        };
      },
      async keep(shopId, { askedAt, ...walk }) {
        await prisma.productWalk.upsert({ where: { shopId }, create: { shopId, askedAt, ...walk }, update: walk });
      },
    },
    async owe(shopId, productIds, dueAt, lanesDueAt = dueAt) {
      const laneKeys = productIds.map(productLane);
      await oweEffects(pool, { shopId, laneKeys, effect: "sync_product", dueAt, lanesDueAt, now: clock.now() });
    },
    async ask(shopId) {
      const now = new Date(clock.now());
      await prisma.$transaction(askProductSync(prisma, shopId, { now, from: now }));
    },
  };
}
