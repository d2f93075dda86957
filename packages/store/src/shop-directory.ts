import type { Clock } from "@karla/sync/clock";
import { type ShopId, shopIdOf } from "@karla/sync/ids";
import { OrderSettings } from "@karla/sync/settings";
import type { Connection, ProblemCode, Shops, ShopView } from "@karla/sync/shops";
import { z } from "zod";
import type { DataKeys } from "./data-keys.ts";
import type { PrismaClient } from "./generated/index.js";
import { open, type SealPlace, seal } from "./secret-box.ts";

const CoreSync = z.enum(["unchecked", "free", "taken"]);
const StoredConnection = z.object({ slug: z.string(), username: z.string(), key: z.string() });

export interface ShopRegistration {
  platform: "shopify" | "shopware";
  domain: string;
  connection: Connection;
  settings: OrderSettings;
}

export interface ShopDirectory extends Shops {
  /** Connects a shop to the core, or changes its connection and settings. Wakes what waited for it. */
  connect(registration: ShopRegistration): Promise<ShopId>;
  /** Keeps what a shop is called once the app is installed in it, connected or not. */
  makeKnown(shop: Pick<ShopRegistration, "platform" | "domain">): Promise<void>;
  /** The shop's current domain, null where no shop of that id is known. */
  domainOf(shopId: ShopId): Promise<string | null>;
}

/** A setting that a merchant changes is seen by all workers within this time. */
const CACHE_MS = 2_000;

export function createShopDirectory(deps: { prisma: PrismaClient; keys: DataKeys; clock: Clock }): ShopDirectory {
  const { prisma, keys, clock } = deps;
  const cache = new Map<ShopId, { until: number; view: Promise<ShopView> }>();

  async function tenantOf(shopId: ShopId): Promise<ShopId> {
    const alias = await prisma.shopAlias.findUnique({ where: { aliasId: shopId } });
    return (alias?.shopId ?? shopId) as ShopId;
  }

  /** An offline session is what an installed app has of a shop. */
  async function isInstalled(domain: string | null): Promise<boolean> {
    if (domain === null) return false;
    return (await prisma.session.count({ where: { shop: domain, isOnline: false } })) > 0;
  }

  async function load(shopId: ShopId): Promise<ShopView> {
    const tenant = await tenantOf(shopId);
    const key = await keys.keyOf(tenant);
    const shop = await prisma.shop.findUniqueOrThrow({ where: { shopId: tenant } });
    const keyring = { find: (id: string) => (id === key.id ? key : null) };
    const connection =
      shop.connection === null
        ? null
        : StoredConnection.parse(JSON.parse(open(keyring, Buffer.from(shop.connection), placeOf(tenant)).toString()));
    return {
      settings: OrderSettings.parse(JSON.parse(shop.settings)),
      segmentPrefix: shop.platform === "shopware" ? "Shopware" : "Shopify",
      connection,
      coreSync: CoreSync.parse(shop.coreSync),
      readsOrders: await isInstalled(shop.domain),
    };
  }

  /**
   * The problems are over: what waited for that is tried as soon as every worker knows. Sooner, a worker whose view is
   * older would put it back to sleep and open the problem again.
   */
  function setFree(shopId: ShopId, problems: ProblemCode[]) {
    const now = new Date(clock.now());
    const dueAt = new Date(clock.now() + CACHE_MS);
    return [
      prisma.problem.updateMany({ where: { shopId, closedAt: null, code: { in: problems } }, data: { closedAt: now } }),
      prisma.outbox.updateMany({ where: { shopId, state: "pending", dueAt: { gt: dueAt } }, data: { dueAt } }),
      prisma.lane.updateMany({ where: { shopId, dueAt: { gt: dueAt } }, data: { dueAt } }),
    ];
  }

  return {
    view(shopId) {
      const cached = cache.get(shopId);
      if (cached && cached.until > clock.now()) return cached.view;
      const loading = load(shopId);
      cache.set(shopId, { until: clock.now() + CACHE_MS, view: loading });
      loading.then(
        (view) => {
          // What keeps orders back is asked for each time: it has to end the moment the merchant ends it.
          if (view.connection === null || view.coreSync !== "free") cache.delete(shopId);
        },
        () => cache.delete(shopId),
      );
      return loading;
    },
    async makeKnown({ platform, domain }) {
      const shopId = shopIdOf(platform, domain);
      // Makes the row with its key where there is none.
      await keys.keyOf(shopId);
      await prisma.shop.update({ where: { shopId }, data: { platform, domain } });
      cache.delete(shopId);
    },
    async domainOf(shopId) {
      const shop = await prisma.shop.findUnique({
        where: { shopId: await tenantOf(shopId) },
        select: { domain: true },
      });
      return shop?.domain ?? null;
    },
    async noteCoreSync(shopId, coreSync) {
      const tenant = await tenantOf(shopId);
      const noted = prisma.shop.update({ where: { shopId: tenant }, data: { coreSync } });
      await prisma.$transaction([noted, ...(coreSync === "free" ? setFree(shopId, ["core_already_syncs"]) : [])]);
      cache.delete(shopId);
    },
    async connect({ platform, domain, connection, settings }) {
      const shopId = shopIdOf(platform, domain);
      const key = await keys.keyOf(shopId);
      const sealed = new Uint8Array(seal(key, Buffer.from(JSON.stringify(connection)), placeOf(shopId)));
      const stored = JSON.stringify(settings);
      await prisma.$transaction([
        prisma.shop.update({
          where: { shopId },
          data: { platform, domain, connection: sealed, settings: stored, coreSync: "unchecked" },
        }),
        // New credentials close the breaker: what waited is tried at once.
        prisma.breaker.deleteMany({ where: { shopId } }),
        ...setFree(shopId, CONNECTION_PROBLEMS),
      ]);
      cache.delete(shopId);
      return shopId;
    },
  };
}

const CONNECTION_PROBLEMS: ProblemCode[] = [
  "not_connected",
  "credentials_refused",
  "core_shop_unknown",
  "core_unreachable",
  "core_already_syncs",
  "shop_access_refused",
  "shop_unreachable",
];

function placeOf(shopId: ShopId): SealPlace {
  return { tenant: shopId, table: "shop", column: "connection" };
}
