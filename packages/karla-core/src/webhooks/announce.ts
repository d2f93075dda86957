import { claimDetail } from "../claims/claim-detail.ts";
import { readClaims } from "../claims/read-claims.ts";
import type { Queryable } from "../db/in-transaction.ts";
import type { CoreDeps, Shop } from "../http/core-context.ts";
import type { OrderRow } from "../orders/order-document.ts";
import { readDetails } from "../orders/read-details.ts";
import { type Announcement, envelope, type News, refOf } from "./envelope.ts";
import { matches } from "./matches.ts";

const DEFAULT_STALE_HOURS = 4;
const HOUR_MS = 60 * 60_000;

/**
 * Puts a delivery into the outbox for every active webhook that wants an event and for each of the event's groups, in the
 * transaction that caused it. What has no group, or happened too long ago, is nobody's news: orders that are imported cause
 * no message.
 */
export async function announce(
  deps: CoreDeps,
  tx: Queryable,
  shop: Shop,
  order: OrderRow | null,
  all: readonly News[],
): Promise<void> {
  const announcements = all.flatMap((news) =>
    news.groups.map((group, index): Announcement => {
      const eventId = index === 0 && news.source === "shipments" ? news.id : deps.entropy.uuid();
      return { eventId, group, news };
    }),
  );
  if (announcements.length === 0) return;
  const { rows: webhooks } = await tx.query<{ id: string; enabled_events: string[] }>(
    "select id, enabled_events from karla_core.webhook where shop_id = $1 and status = 'active' order by created_at, id",
    [shop.id],
  );
  const wanted = announcements.flatMap((announcement) =>
    webhooks
      .filter(({ enabled_events }) => matches(enabled_events, refOf(announcement.news)))
      .map(({ id }) => ({ webhookId: id, announcement })),
  );
  if (wanted.length === 0) return;
  const now = new Date(deps.clock.now());
  const fresh = await freshFrom(tx, shop, now);
  const told = wanted.filter(({ announcement }) => announcement.news.at >= fresh);
  if (told.length === 0) return;
  const surroundings = await around(deps, tx, shop, { order, told, now });
  for (const { webhookId, announcement } of told) {
    await tx.query(
      `insert into karla_core.webhook_delivery (shop_id, id, webhook_id, ref, body, state, attempts, due_at, created_at)
       values ($1, $2, $3, $4, $5, 'pending', 0, $6, $6)`,
      [
        shop.id,
        deps.entropy.uuid(),
        webhookId,
        refOf(announcement.news),
        JSON.stringify(envelope(shop, announcement, surroundings)),
        now,
      ],
    );
  }
}

/** The order with its parcels and claims as they are now; a claim about no order is told alone. */
async function around(
  { config }: CoreDeps,
  tx: Queryable,
  shop: Shop,
  what: { order: OrderRow | null; told: readonly { announcement: Announcement }[]; now: Date },
) {
  const publicUrl = config.publicUrl();
  if (what.order === null) {
    const claims = what.told.flatMap(({ announcement: { news } }) => (news.source === "claims" ? [news.claim] : []));
    return { order: null, claims: claims.slice(0, 1), now: what.now, publicUrl };
  }
  const [order = null] = await readDetails(tx, shop, [what.order]);
  const rows = await readClaims(tx, shop, { order_id: what.order.id });
  return { order, claims: rows.map((row) => claimDetail(shop, row)), now: what.now, publicUrl };
}

/** Events from before this are told to nobody: `stale_event_threshold` of the shop's settings, in hours. */
async function freshFrom(tx: Queryable, shop: Shop, now: Date): Promise<Date> {
  const { rows } = await tx.query<{ hours: number | null }>(
    `select (document #>> '{versioned,triggers,data,klaviyo,stale_event_threshold}')::int as hours
     from karla_core.shop_settings where shop_id = $1`,
    [shop.id],
  );
  return new Date(now.getTime() - (rows[0]?.hours ?? DEFAULT_STALE_HOURS) * HOUR_MS);
}
