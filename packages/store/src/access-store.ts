import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { DataKeys } from "./data-keys.ts";
import type { PrismaClient } from "./generated/index.js";
import { open, type SealPlace, seal } from "./secret-box.ts";

/** What the adapter of a platform and a shop agreed on: secrets, address, credentials. Only the adapter knows what is in it. */
export interface AccessStore {
  /** Null where nothing was agreed on. */
  find(shopId: ShopId): Promise<{ document: unknown; version: number } | null>;
  /**
   * Keeps it under the next version, and whether the app may read the shop's orders by it. False, and nothing is kept, where
   * somebody else changed it since this version was read, or made it meanwhile (0).
   */
  save(shopId: ShopId, access: { document: unknown; readsOrders: boolean; version: number }): Promise<boolean>;
}

export function createAccessStore(deps: { prisma: PrismaClient; keys: DataKeys; clock: Clock }): AccessStore {
  const { prisma, keys, clock } = deps;
  return {
    async find(shopId) {
      const row = await prisma.shopAccess.findUnique({ where: { shopId } });
      if (row === null) return null;
      const key = await keys.keyOf(shopId);
      const keyring = { find: (id: string) => (id === key.id ? key : null) };
      const plain = open(keyring, Buffer.from(row.sealed), placeOf(shopId));
      return { document: JSON.parse(plain.toString()), version: row.version };
    },
    async save(shopId, { document, readsOrders, version }) {
      const key = await keys.keyOf(shopId);
      const sealed = new Uint8Array(seal(key, Buffer.from(JSON.stringify(document)), placeOf(shopId)));
      const data = { sealed, readsOrders, version: version + 1, changedAt: new Date(clock.now()) };
      const { count } =
        version === 0
          ? await prisma.shopAccess.createMany({ data: [{ shopId, ...data }], skipDuplicates: true })
          : await prisma.shopAccess.updateMany({ where: { shopId, version }, data });
      return count === 1;
    },
  };
}

function placeOf(shopId: ShopId): SealPlace {
  return { tenant: shopId, table: "shop_access", column: "sealed" };
}
