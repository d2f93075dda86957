import type { CoreDeps } from "../http/core-context.ts";
import { backoffMs, MAX_ATTEMPTS } from "./backoff.ts";
import type { PostWebhook } from "./post-webhook.ts";
import { signWebhook } from "./sign-webhook.ts";

interface Due {
  readonly shop_id: string;
  readonly id: string;
  readonly webhook_id: string;
  readonly body: string;
  readonly attempts: number;
  readonly url: string;
  readonly sealed_secret: string;
}

const BATCH = 20;
/** Longer than a post may take; a crash in between costs this delay and one attempt. */
const LEASE_MS = 30_000;

/** Posts what is due and answers how many it took. Several processes may do this at once: a row is leased to one of them. */
export function createDeliverDue(deps: CoreDeps, post: PostWebhook): () => Promise<number> {
  const { pool, clock, entropy, log, seal } = deps;

  async function claim(): Promise<Due[]> {
    const now = new Date(clock.now());
    const { rows } = await pool.query<Due>(
      `with due as (
         select d.shop_id, d.id, w.url, w.sealed_secret from karla_core.webhook_delivery d
         join karla_core.webhook w on w.shop_id = d.shop_id and w.id = d.webhook_id
         where d.state = 'pending' and d.due_at <= $1 and (d.leased_until is null or d.leased_until <= $1) and w.status = 'active'
         order by d.due_at limit ${BATCH} for update of d skip locked)
       update karla_core.webhook_delivery d set attempts = d.attempts + 1, leased_until = $2 from due
       where d.shop_id = due.shop_id and d.id = due.id
       returning d.shop_id, d.id, d.webhook_id, d.body, d.attempts, due.url, due.sealed_secret`,
      [now, new Date(now.getTime() + LEASE_MS)],
    );
    return rows;
  }

  // `attempts` is the fence: if another process took the row over meanwhile, its number is higher and ours changes nothing.
  async function settle({ shop_id, id, attempts }: Due, state: string, dueAt: Date, outcome: string) {
    await pool.query(
      `update karla_core.webhook_delivery set state = $4, due_at = $5, leased_until = null, last_outcome = $6,
         body = case when $4 = 'delivered' then '' else body end
       where shop_id = $1 and id = $2 and attempts = $3 and state = 'pending'`,
      [shop_id, id, attempts, state, dueAt, outcome],
    );
  }

  async function deliver(due: Due): Promise<void> {
    const now = clock.now();
    const secret = seal.open(due.sealed_secret, `${due.shop_id}/${due.webhook_id}`);
    // The time is the attempt's own: a receiver that allows five minutes must not refuse a late retry.
    const signature = signWebhook(secret, due.body, Math.floor(now / 1000));
    const result = await post(due.url, due.body, { "content-type": "application/json", "karla-signature": signature });
    const outcome = result.outcome === "answered" ? String(result.status) : result.why;
    const delivered = result.outcome === "answered" && result.status >= 200 && result.status < 300;
    const state = delivered ? "delivered" : due.attempts >= MAX_ATTEMPTS ? "dead" : "pending";
    await settle(due, state, new Date(clock.now() + backoffMs(due.attempts, entropy.fraction())), outcome);
    log.info({ deliveryId: due.id, attempt: due.attempts, state, outcome }, "webhook attempt");
  }

  return async () => {
    const due = await claim();
    await Promise.all(due.map(deliver));
    return due.length;
  };
}
