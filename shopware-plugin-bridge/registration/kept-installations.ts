import { type ShopId, shopIdOf } from "@karla/sync/ids";
import { z } from "zod";
import type { Installations } from "./installation.ts";

/** Where what was agreed on with a shop is kept, sealed. */
export interface KeptAccess {
  find(shopId: ShopId): Promise<{ document: unknown; version: number } | null>;
  /** False where somebody else changed it since this version was read. */
  save(shopId: ShopId, access: { document: unknown; readsOrders: boolean; version: number }): Promise<boolean>;
}

const Instant = z.number().nullable();
const Document = z.object({
  shopId: z.string(),
  url: z.string().nullable(),
  secret: z.string().nullable(),
  previousSecret: z.string().nullable(),
  rotatedAt: Instant,
  pending: z
    .object({ secret: z.string(), url: z.string(), registeredAt: z.number(), doublySigned: z.boolean() })
    .nullable(),
  move: z.object({ url: z.string(), askedAt: z.number(), approvedAt: Instant }).nullable(),
  clientId: z.string().nullable(),
  clientSecret: z.string().nullable(),
  signsTwice: z.boolean(),
  active: z.boolean(),
  shopwareVersion: z.string().nullable(),
  deletedAt: Instant,
});

/** Installations in the store: they stand where each platform's access to a shop stands. */
export function createInstallations(access: KeptAccess): Installations {
  return {
    async find(shopId) {
      const kept = await access.find(shopIdOf("shopware", shopId));
      return kept === null ? null : { ...Document.parse(kept.document), version: kept.version };
    },
    save({ version, ...document }) {
      const { clientId, clientSecret, deletedAt } = document;
      const readsOrders = clientId !== null && clientSecret !== null && deletedAt === null;
      return access.save(shopIdOf("shopware", document.shopId), { document, readsOrders, version });
    },
  };
}
