import { randomUUID } from "node:crypto";
import type { Clock } from "@karla/sync/clock";
import { erasureEvent } from "@karla/sync/erasure-request";
import { type ShopId, shopIdOf } from "@karla/sync/ids";
import type { Inbox } from "@karla/sync/inbox";
import type { ShopIdentity, ShopNames } from "@karla/sync/shop-names";
import type { Pool } from "pg";
import type { DataKeys } from "../data-keys.ts";
import { inTransaction } from "../in-transaction.ts";
import { type Joined, joinShops } from "./join-shops.ts";

const TENANT = "SELECT shop_id FROM shop_alias WHERE alias_id = $1";

const NAMED = "SELECT platform_id, domain FROM shop WHERE shop_id = $1";

/** Aliases that are remembered. */
const CACHED_SHOPS = 1_000;

export function createShopNames(deps: {
  pool: Pool;
  keys: DataKeys;
  inbox: Inbox;
  clock: Clock;
  seenWithinMs: number;
}): ShopNames {
  const { pool, keys, inbox, clock, seenWithinMs } = deps;
  const cache = new Map<ShopId, { until: number; tenant: Promise<ShopId> }>();

  async function lookUp(shopId: ShopId): Promise<ShopId> {
    const { rows } = await pool.query<{ shop_id: ShopId }>({ name: "shop-tenant", text: TENANT, values: [shopId] });
    return rows[0]?.shop_id ?? shopId;
  }

  function tenantOf(shopId: ShopId): Promise<ShopId> {
    const cached = cache.get(shopId);
    if (cached && cached.until > clock.now()) return cached.tenant;
    const tenant = lookUp(shopId);
    cache.set(shopId, { until: clock.now() + seenWithinMs, tenant });
    tenant.catch(() => cache.delete(shopId));
    const oldest = cache.size > CACHED_SHOPS ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    return tenant;
  }

  async function namedAs(domain: string): Promise<{ platform_id: string | null; domain: string | null } | undefined> {
    const tenant = await lookUp(shopIdOf("shopify", domain));
    const { rows } = await pool.query<{ platform_id: string | null; domain: string | null }>(NAMED, [tenant]);
    return rows[0];
  }

  async function join({ platformId, domain, named }: ShopIdentity): Promise<Joined> {
    const own = shopIdOf("shopify", domain);
    const shop = { platformId, domain, ids: [own, shopIdOf("shopify", named)] } as const;
    const joined = await inTransaction(pool, (client) => joinShops(client, shop, new Date(clock.now())));
    if (joined.outcome !== "unknown") return joined;
    // Makes the row with its key.
    await keys.keyOf(own);
    return inTransaction(pool, (client) => joinShops(client, shop, new Date(clock.now())));
  }

  return {
    tenantOf,
    tenantNamed: (platform, name) => tenantOf(shopIdOf(platform, name)),
    async isKnownAs(domain) {
      const shop = await namedAs(domain);
      return shop !== undefined && shop.platform_id !== null && shop.domain === domain;
    },
    async admits({ platformId, domain }) {
      const known = (await namedAs(domain))?.platform_id ?? null;
      return known === null || known === platformId;
    },
    async settle(identity) {
      const joined = await join(identity);
      cache.clear();
      if (joined.outcome !== "joined") return null;
      const { shopId } = joined;
      // What was erased under the name alone is still in the tenant's books.
      if (joined.erased) {
        const asked = { platform: "shopify", topic: "shop/renamed", key: randomUUID() } as const;
        await inbox.accept([erasureEvent({ ...asked, shopId, request: { kind: "restored" } })]);
      }
      return shopId;
    },
  };
}
