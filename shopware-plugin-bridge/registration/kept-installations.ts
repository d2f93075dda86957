import type { Clock } from "@karla/sync/clock";
import { type ShopId, shopIdOf } from "@karla/sync/ids";
import { z } from "zod";
import type { Installation, Installations } from "./installation.ts";

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

/** How long a webhook is verified by what was read before; a signature that does not fit is looked at anew. */
const REMEMBERED_MS = 30_000;
/** Of one shop nothing is read more often than that, however many signatures do not fit. */
const ANEW_MS = 1_000;
const MOST_SHOPS = 5_000;

/** For whoever looks up a shop with each request. `fresh`: as it is now, give or take a second. */
export function rememberInstallations({ find }: Pick<Installations, "find">, clock: Clock) {
  const known = new Map<string, { readAt: number; installation: Promise<Installation | null> }>();
  return (shopId: string, { fresh = false }: { fresh?: boolean } = {}): Promise<Installation | null> => {
    const now = clock.now();
    const remembered = known.get(shopId);
    if (remembered !== undefined && now - remembered.readAt < (fresh ? ANEW_MS : REMEMBERED_MS)) {
      return remembered.installation;
    }
    const reading = { readAt: now, installation: find(shopId) };
    known.delete(shopId);
    known.set(shopId, reading);
    reading.installation.catch(() => known.get(shopId) === reading && known.delete(shopId));
    const oldest = known.size > MOST_SHOPS ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return reading.installation;
  };
}
