import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { PrismaClient } from "./generated/index.js";
import type { Keyring, SealKey } from "./keyring.ts";
import { createDataKey, unwrapDataKey, wrapDataKey } from "./shop-keys.ts";

/** The data keys of all shops. A shop that is not known yet is made known: its first event was authentic. */
export interface DataKeys {
  keyOf(shopId: ShopId): Promise<SealKey>;
}

const CACHED_SHOPS = 1_000;
/** A shop that was erased, and comes back, has another key: nobody may seal with the one that is gone. */
const CACHED_MS = 2_000;

export function createDataKeys(deps: { prisma: PrismaClient; master: Keyring; clock: Clock }): DataKeys {
  const cache = new Map<ShopId, { until: number; key: Promise<SealKey> }>();
  async function load(shopId: ShopId): Promise<SealKey> {
    const known = await deps.prisma.shop.findUnique({ where: { shopId }, select: { wrappedKey: true } });
    const wrapped = known?.wrappedKey ?? (await create(shopId));
    return unwrapDataKey(deps.master, shopId, Buffer.from(wrapped));
  }
  async function create(shopId: ShopId): Promise<Uint8Array> {
    const wrappedKey = new Uint8Array(wrapDataKey(deps.master, shopId, createDataKey()));
    const createdAt = new Date(deps.clock.now());
    // Of several workers that meet a new shop at once one wins; all read back the winner's key.
    await deps.prisma.shop.createMany({
      data: [{ shopId, platform: "unknown", wrappedKey, createdAt }],
      skipDuplicates: true,
    });
    await deps.prisma.shopAlias.createMany({ data: [{ aliasId: shopId, shopId }], skipDuplicates: true });
    const row = await deps.prisma.shop.findUniqueOrThrow({ where: { shopId }, select: { wrappedKey: true } });
    return row.wrappedKey;
  }
  return {
    keyOf(shopId) {
      const cached = cache.get(shopId);
      if (cached && cached.until > deps.clock.now()) return cached.key;
      const loading = load(shopId);
      cache.set(shopId, { until: deps.clock.now() + CACHED_MS, key: loading });
      loading.catch(() => cache.delete(shopId));
      const oldest = cache.size > CACHED_SHOPS ? cache.keys().next().value : undefined;
      if (oldest !== undefined) cache.delete(oldest);
      return loading;
    },
  };
}
