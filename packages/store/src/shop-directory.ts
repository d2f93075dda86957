import type { Clock } from "@karla/sync/clock";
import type { Platform, ShopId } from "@karla/sync/ids";
import type { Mappings } from "@karla/sync/mappings";
import { PRODUCTS_LANE } from "@karla/sync/product-lane";
import { type OrderSettings, SETTINGS_ON } from "@karla/sync/settings";
import type { ShopNames } from "@karla/sync/shop-names";
import {
  CONNECTION_PROBLEMS,
  type Connection,
  type CoreSync,
  type ProblemCode,
  type Shops,
  type ShopView,
} from "@karla/sync/shops";
import { z } from "zod";
import { askProductSync, syncsAlike, syncsProducts } from "./ask-product-sync.ts";
import type { DataKeys } from "./data-keys.ts";
import type { PrismaClient, Shop } from "./generated/index.js";
import type { SealKey } from "./keyring.ts";
import { open, type SealPlace, seal } from "./secret-box.ts";

const StoredCoreSync = z.enum(["unchecked", "free", "taken"]);
const StoredConnection = z.object({ slug: z.string(), username: z.string(), key: z.string() });

export interface ShopRegistration {
  platform: Platform;
  domain: string;
  connection: Connection;
  /** Left out: those that the shop has. */
  settings?: OrderSettings;
}

/** `revision` names what is stored, for `saveSettings`. */
export interface StoredSettings {
  settings: OrderSettings;
  revision: string;
}

export interface ShopDirectory extends Shops {
  /** Connects a shop to the core, or changes its connection and settings. Wakes what waited for it. */
  connect(registration: ShopRegistration): Promise<ShopId>;
  /** As they are now, never from a cache. */
  settingsOf(shopId: ShopId): Promise<StoredSettings>;
  /**
   * Stores what was made from the settings of this revision, and wakes nothing: it counts from the next change of each order on.
   * False where somebody else has stored others meanwhile; then nothing changes.
   */
  saveSettings(shopId: ShopId, settings: OrderSettings, revision: string): Promise<boolean>;
  /** What the core answered a merchant, who may just have changed it there: counts whatever was known. Becoming `free` wakes what waited. */
  settleCoreSync(shopId: ShopId, coreSync: CoreSync): Promise<void>;
  /**
   * Keeps what a shop is called once the app is installed in it, connected or not. Wakes what waited for the app's access. Gives the
   * tenant.
   */
  makeKnown(shop: Pick<ShopRegistration, "platform" | "domain">): Promise<ShopId>;
  /** The shop's current domain, null where no shop of that id is known. */
  domainOf(shopId: ShopId): Promise<string | null>;
  /** When the app's access to the shop of this domain was last found to have ended (milliseconds since the epoch). */
  accessEndedAt(domain: string): Promise<number | null>;
}

/** A setting that a merchant changes is seen by all workers within this time. */
export const SEEN_WITHIN_MS = 2_000;

/** Shopify names granted scopes with commas between; writing orders means reading them. */
const SCOPE_OF_ORDERS = /(^|,)\s*(read|write)_orders\s*(,|$)/;

export function createShopDirectory(deps: {
  prisma: PrismaClient;
  keys: DataKeys;
  mappings: Pick<Mappings, "published">;
  names: Pick<ShopNames, "tenantOf" | "tenantNamed">;
  clock: Clock;
}): ShopDirectory {
  const { prisma, keys, mappings, clock } = deps;
  const { tenantOf, tenantNamed } = deps.names;
  const cache = new Map<ShopId, { until: number; view: Promise<ShopView> }>();

  /** By what an installed app has of a shop: of Shopify an offline session, which says what the merchant granted. */
  async function readsOrders({
    shopId,
    platform,
    domain,
  }: {
    shopId: string;
    platform: string;
    domain: string | null;
  }): Promise<boolean> {
    if (platform === "shopware") {
      const access = await prisma.shopAccess.findUnique({ where: { shopId }, select: { readsOrders: true } });
      return access?.readsOrders ?? false;
    }
    if (domain === null) return false;
    const session = await prisma.session.findFirst({
      where: { shop: domain, isOnline: false },
      select: { scope: true },
    });
    return session !== null && (session.scope === null || SCOPE_OF_ORDERS.test(session.scope));
  }

  async function load(shopId: ShopId): Promise<ShopView> {
    const tenant = await tenantOf(shopId);
    const key = await keys.keyOf(tenant);
    const shop = await prisma.shop.findUniqueOrThrow({ where: { shopId: tenant } });
    const reads = await readsOrders(shop);
    const isShopware = shop.platform === "shopware";
    return {
      settings: settingsIn(shop),
      segmentPrefix: isShopware ? "Shopware" : "Shopify",
      connection: connectionIn(shop, key),
      coreSync: StoredCoreSync.parse(shop.coreSync),
      mapping: await mappings.published(tenant),
      readsOrders: reads,
      readsApart: reads && !isShopware,
    };
  }

  /**
   * The problems are over: what waited for that is tried as soon as every worker knows, which a worker with an older view
   * of the shop does not. What is put off until then, by turns that are under way or by what a worker remembers, is due then, too.
   */
  function wake(shopId: ShopId, problems: readonly ProblemCode[]) {
    const now = new Date(clock.now());
    const dueAt = new Date(clock.now() + SEEN_WITHIN_MS);
    return [
      prisma.problem.updateMany({
        where: { shopId, closedAt: null, code: { in: [...problems] } },
        data: { closedAt: now },
      }),
      // Lanes before outbox and in their own order, as every other writer takes them: so nobody waits crosswise.
      prisma.$executeRaw`
        WITH waiting AS (
          SELECT lane_key FROM lane WHERE shop_id = ${shopId}::uuid AND (due_at IS NOT NULL OR lease_token IS NOT NULL)
          ORDER BY lane_key FOR UPDATE
        )
        UPDATE lane l SET due_at = least(l.due_at, ${dueAt}), woken_at = ${dueAt}
        FROM waiting w WHERE l.shop_id = ${shopId}::uuid AND l.lane_key = w.lane_key`,
      prisma.outbox.updateMany({ where: { shopId, state: "pending", dueAt: { gt: dueAt } }, data: { dueAt } }),
    ];
  }

  function freed(shopId: ShopId, coreSync: CoreSync) {
    return coreSync === "free" ? wake(shopId, ["core_already_syncs"]) : [];
  }

  /** Apart from the rest of what connects a shop: what stands in its lane is locked in another order. Tried again, it does what is left. */
  async function syncProducts(
    shopId: ShopId,
    { before, settings, elsewhere }: { before: string; settings: OrderSettings | undefined; elsewhere: () => boolean },
  ): Promise<void> {
    const synced = syncsProducts(before);
    if (!(settings?.syncProducts ?? synced)) return;
    const owed = { shopId, laneKey: PRODUCTS_LANE, effect: "sync_products", state: "pending" };
    const alike = settings === undefined ? synced : syncsAlike(before, settings);
    const goesOn = alike && !elsewhere() && (await prisma.outbox.count({ where: owed })) > 0;
    if (!goesOn) await prisma.$transaction(askProductSync(prisma, shopId, soon()));
  }

  /** When every worker sees what is changed now. */
  function soon(): { now: Date; from: Date } {
    return { now: new Date(clock.now()), from: new Date(clock.now() + SEEN_WITHIN_MS) };
  }

  return {
    view(shopId) {
      const cached = cache.get(shopId);
      if (cached && cached.until > clock.now()) return cached.view;
      const loading = load(shopId);
      cache.set(shopId, { until: clock.now() + SEEN_WITHIN_MS, view: loading });
      loading.then(
        (view) => {
          // What keeps orders back is asked for each time: it has to end the moment the merchant ends it.
          if (view.connection === null || view.coreSync !== "free") cache.delete(shopId);
        },
        () => cache.delete(shopId),
      );
      return loading;
    },
    viewNow: load,
    async makeKnown({ platform, domain }) {
      const shopId = await tenantNamed(platform, domain);
      // Makes the row with its key where there is none.
      await keys.keyOf(shopId);
      const waiting = await prisma.problem.count({ where: { shopId, code: "shop_access_refused", closedAt: null } });
      await prisma.$transaction([
        prisma.shop.update({ where: { shopId }, data: { platform, domain } }),
        // A new token closes the breaker: what waited is tried at once.
        ...(waiting > 0
          ? [
              prisma.breaker.deleteMany({ where: { shopId, destination: "platform" } }),
              ...wake(shopId, ["shop_access_refused"]),
            ]
          : []),
      ]);
      cache.delete(shopId);
      return shopId;
    },
    async domainOf(shopId) {
      const shop = await prisma.shop.findUnique({
        where: { shopId: await tenantOf(shopId) },
        select: { domain: true },
      });
      return shop?.domain ?? null;
    },
    async accessEndedAt(domain) {
      const shopId = await tenantNamed("shopify", domain);
      const shop = await prisma.shop.findUnique({ where: { shopId }, select: { accessEndedAt: true } });
      return shop?.accessEndedAt?.getTime() ?? null;
    },
    async settingsOf(shopId) {
      const tenant = await tenantOf(shopId);
      // Makes the row where there is none.
      await keys.keyOf(tenant);
      const shop = await prisma.shop.findUniqueOrThrow({ where: { shopId: tenant } });
      return { settings: settingsIn(shop), revision: shop.settings };
    },
    async saveSettings(shopId, settings, revision) {
      const tenant = await tenantOf(shopId);
      const saved = await prisma.$transaction(async (tx) => {
        const { count } = await tx.shop.updateMany({
          where: { shopId: tenant, settings: revision },
          data: { settings: JSON.stringify(settings) },
        });
        const asks = count > 0 && settings.syncProducts && !syncsAlike(revision, settings);
        for (const statement of asks ? askProductSync(tx, tenant, soon()) : []) await statement;
        return count > 0;
      });
      cache.delete(shopId);
      return saved;
    },
    async noteCoreSync(shopId, coreSync) {
      const tenant = await tenantOf(shopId);
      const where = { shopId: tenant };
      const noted = prisma.shop.updateMany({ where: { ...where, coreSync: "unchecked" }, data: { coreSync } });
      await prisma.$transaction([noted, ...freed(tenant, coreSync)]);
      cache.delete(shopId);
      return StoredCoreSync.parse(
        (await prisma.shop.findUniqueOrThrow({ where, select: { coreSync: true } })).coreSync,
      );
    },
    async settleCoreSync(shopId, coreSync) {
      const tenant = await tenantOf(shopId);
      const settled = prisma.shop.update({ where: { shopId: tenant }, data: { coreSync } });
      await prisma.$transaction([settled, ...freed(tenant, coreSync)]);
      cache.delete(shopId);
    },
    async connect({ platform, domain, connection, settings }) {
      const shopId = await tenantNamed(platform, domain);
      const key = await keys.keyOf(shopId);
      const sealed = new Uint8Array(seal(key, Buffer.from(JSON.stringify(connection)), placeOf(shopId)));
      const before = await prisma.shop.findUniqueOrThrow({ where: { shopId } });
      const stored = settings === undefined ? {} : { settings: JSON.stringify(settings) };
      await prisma.$transaction([
        prisma.shop.update({
          where: { shopId },
          data: {
            platform,
            // It may be a former name of a shop that was asked which one it is.
            ...(before.platformId === null ? { domain } : {}),
            connection: sealed,
            ...stored,
            coreSync: "unchecked",
          },
        }),
        // New credentials close the breaker: what waited is tried at once.
        prisma.breaker.deleteMany({ where: { shopId } }),
        ...wake(shopId, CONNECTION_PROBLEMS),
      ]);
      const elsewhere = () => connectionIn(before, key)?.slug !== connection.slug;
      await syncProducts(shopId, { before: before.settings, settings, elsewhere });
      cache.delete(shopId);
      return shopId;
    },
  };
}

/** By the rules of the shop's platform. Throws where they cannot be read: then nothing of the shop is told. */
function settingsIn({ platform, settings }: { platform: string; settings: string }): OrderSettings {
  return SETTINGS_ON[platform === "shopware" ? "shopware" : "shopify"].parse(JSON.parse(settings));
}

function connectionIn(shop: Pick<Shop, "shopId" | "connection">, key: SealKey): Connection | null {
  if (shop.connection === null) return null;
  const keyring = { find: (id: string) => (id === key.id ? key : null) };
  const opened = open(keyring, Buffer.from(shop.connection), placeOf(shop.shopId));
  return StoredConnection.parse(JSON.parse(opened.toString()));
}

function placeOf(shopId: string): SealPlace {
  return { tenant: shopId, table: "shop", column: "connection" };
}
