import type { Clock } from "@karla/sync/clock";
import { type ShopId, shopIdOf } from "@karla/sync/ids";
import { OrderSettings } from "@karla/sync/settings";
import type { Connection, Shops, ShopView } from "@karla/sync/shops";
import { z } from "zod";
import type { DataKeys } from "./data-keys.ts";
import type { PrismaClient } from "./generated/index.js";
import { open, type SealPlace, seal } from "./secret-box.ts";

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
}

/** A setting that a merchant changes is seen by all workers within this time. */
const CACHE_MS = 2_000;

export function createShopDirectory(deps: { prisma: PrismaClient; keys: DataKeys; clock: Clock }): ShopDirectory {
  const { prisma, keys, clock } = deps;
  const cache = new Map<ShopId, { until: number; view: Promise<ShopView> }>();

  async function load(shopId: ShopId): Promise<ShopView> {
    const alias = await prisma.shopAlias.findUnique({ where: { aliasId: shopId } });
    const tenant = (alias?.shopId ?? shopId) as ShopId;
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
    };
  }

  return {
    view(shopId) {
      const cached = cache.get(shopId);
      if (cached && cached.until > clock.now()) return cached.view;
      const view = load(shopId);
      cache.set(shopId, { until: clock.now() + CACHE_MS, view });
      view.catch(() => cache.delete(shopId));
      return view;
    },
    async connect({ platform, domain, connection, settings }) {
      const shopId = shopIdOf(platform, domain);
      const key = await keys.keyOf(shopId);
      const sealed = new Uint8Array(seal(key, Buffer.from(JSON.stringify(connection)), placeOf(shopId)));
      const stored = JSON.stringify(settings);
      const now = new Date(clock.now());
      await prisma.$transaction([
        prisma.shop.update({ where: { shopId }, data: { platform, domain, connection: sealed, settings: stored } }),
        // New credentials close the breaker: what waited is tried at once.
        prisma.breaker.deleteMany({ where: { shopId } }),
        prisma.problem.updateMany({
          where: { shopId, closedAt: null, code: { in: CONNECTION_PROBLEMS } },
          data: { closedAt: now },
        }),
        prisma.outbox.updateMany({ where: { shopId, state: "pending", dueAt: { gt: now } }, data: { dueAt: now } }),
        prisma.lane.updateMany({ where: { shopId, dueAt: { gt: now } }, data: { dueAt: now } }),
      ]);
      cache.delete(shopId);
      return shopId;
    },
  };
}

const CONNECTION_PROBLEMS = ["not_connected", "credentials_refused", "core_shop_unknown", "core_unreachable"];

function placeOf(shopId: ShopId): SealPlace {
  return { tenant: shopId, table: "shop", column: "connection" };
}
