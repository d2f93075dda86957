import type { Queryable } from "../db/in-transaction.ts";
import type { CoreDeps, Shop } from "../http/core-context.ts";
import type { Happening } from "../orders/happening.ts";
import type { OrderRow } from "../orders/order-document.ts";
import { readDetails } from "../orders/read-details.ts";
import { envelope, refOf } from "./envelope.ts";
import { matches } from "./matches.ts";

/** Puts a delivery into the outbox for every active webhook that wants an event, in the transaction that caused it. */
export async function announce(
  deps: CoreDeps,
  tx: Queryable,
  shop: Shop,
  order: OrderRow,
  happenings: readonly Happening[],
): Promise<void> {
  if (happenings.length === 0) return;
  const { rows: webhooks } = await tx.query<{ id: string; enabled_events: string[] }>(
    "select id, enabled_events from karla_core.webhook where shop_id = $1 and status = 'active' order by created_at, id",
    [shop.id],
  );
  const wanted = happenings.flatMap((happening) =>
    webhooks
      .filter(({ enabled_events }) => matches(enabled_events, refOf(happening)))
      .map(({ id }) => ({ webhookId: id, happening })),
  );
  if (wanted.length === 0) return;
  const now = new Date(deps.clock.now());
  const [detail] = await readDetails(tx, shop, [order]);
  if (!detail) return;
  for (const { webhookId, happening } of wanted) {
    await tx.query(
      `insert into karla_core.webhook_delivery (shop_id, id, webhook_id, ref, body, state, attempts, due_at, created_at)
       values ($1, $2, $3, $4, $5, 'pending', 0, $6, $6)`,
      [
        shop.id,
        deps.entropy.uuid(),
        webhookId,
        refOf(happening),
        JSON.stringify(envelope(shop, detail, happening, now)),
        now,
      ],
    );
  }
}
