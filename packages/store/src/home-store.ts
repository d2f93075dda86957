import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { OrderStatus } from "@karla/sync/lanes";
import { UNHURRIED_EFFECTS } from "@karla/sync/outbox";
import type { ProblemAbout, ProblemCode } from "@karla/sync/shops";
import type { Pool, PoolClient } from "pg";
import { type AboutRow, aboutOf, PROBLEMS_WITH_REQUESTS } from "./problem-about.ts";

/** What a merchant's home page shows of one shop. Nothing personal: an order's name is its number. */
export interface ShopHome {
  counters: {
    /** Of the last thirty days: so long it is known at least what came. */
    received: number;
    delivered: number;
    waiting: number;
    failed: number;
  };
  lastOrder: { name: string; at: string } | null;
  /** Longest time of the last day from the decision to send until the core had it, what still waits included. */
  worstDelayMs: number | null;
  /** When the shop was last compared with our books, and how many orders were found and read in the last seven days. */
  compared: { at: string; found: number } | null;
  problems: { code: ProblemCode; openedAt: string; times: number; about: ProblemAbout }[];
  /** The last changed ones, newest first. */
  orders: { id: string; name: string; status: OrderStatus; reason: string | null; updatedAt: string }[];
}

export interface HomeStore {
  of(shopId: ShopId): Promise<ShopHome>;
}

const DAY_MS = 24 * 60 * 60_000;
const RECEIVED_DAYS = 30;
const LAST_ORDERS = 20;

const COUNTERS = `
SELECT (SELECT count(*)::int FROM inbox_event WHERE shop_id = $1 AND source <> 'karla' AND received_at >= $2) AS received,
  count(*) FILTER (WHERE status = 'delivered')::int AS delivered,
  count(*) FILTER (WHERE status = 'pending')::int AS waiting,
  count(*) FILTER (WHERE status = 'failed')::int
    + (SELECT count(*)::int FROM inbox_event WHERE shop_id = $1 AND state = 'quarantined') AS failed
FROM shop_order WHERE shop_id = $1`;

const DELAY = `
SELECT max(extract(epoch FROM coalesce(delivered_at, $2::timestamptz) - created_at)) * 1000 AS worst
FROM outbox WHERE shop_id = $1 AND state <> 'dead' AND coalesce(delivered_at, $2) > $3
  AND effect <> ALL($4::text[])`;

const ORDERS = `
SELECT order_id, name, status, reason, updated_at, received_at FROM shop_order
WHERE shop_id = $1 ORDER BY updated_at DESC LIMIT ${LAST_ORDERS}`;

const NEWEST =
  "SELECT order_id, name, received_at FROM shop_order WHERE shop_id = $1 ORDER BY received_at DESC LIMIT 1";

const COMPARED = `
SELECT max(finished_at) AS at, coalesce(sum(repaired) FILTER (WHERE finished_at > $2), 0)::int AS found
FROM reconciliation WHERE shop_id = $1 AND finished_at IS NOT NULL`;

const PROBLEMS = `
SELECT code, opened_at, times, about, requests, first_asked_at FROM ${PROBLEMS_WITH_REQUESTS}
WHERE p.shop_id = $1 AND closed_at IS NULL ORDER BY opened_at`;

/** What is counted, listed and open is read of one moment: a page never counts an order that it does not list. */
const ONE_MOMENT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

export function createHomeStore({ pool, clock }: { pool: Pool; clock: Clock }): HomeStore {
  return {
    async of(shopId) {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query(ONE_MOMENT);
        const home = await readHome(client, shopId, clock.now());
        await client.query("COMMIT");
        return home;
      } catch (error) {
        await client.query("ROLLBACK").catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}

interface ProblemRow extends AboutRow {
  code: ProblemCode;
  opened_at: Date;
  times: number;
}

async function readHome(client: PoolClient, shopId: ShopId, now: number): Promise<ShopHome> {
  async function rows<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    return (await client.query<Row>(text, values)).rows;
  }
  const [counters] = await rows<ShopHome["counters"]>(COUNTERS, [shopId, new Date(now - RECEIVED_DAYS * DAY_MS)]);
  const [delay] = await rows<{ worst: string | null }>(DELAY, [
    shopId,
    new Date(now),
    new Date(now - DAY_MS),
    UNHURRIED_EFFECTS,
  ]);
  const orders = await rows<OrderRow>(ORDERS, [shopId]);
  const [newest] = await rows<Pick<OrderRow, "order_id" | "name" | "received_at">>(NEWEST, [shopId]);
  const [compared] = await rows<{ at: Date | null; found: number }>(COMPARED, [shopId, new Date(now - 7 * DAY_MS)]);
  const problems = await rows<ProblemRow>(PROBLEMS, [shopId]);
  return {
    counters: counters ?? { received: 0, delivered: 0, waiting: 0, failed: 0 },
    lastOrder: newest ? { name: newest.name ?? newest.order_id, at: newest.received_at.toISOString() } : null,
    compared: compared?.at ? { at: compared.at.toISOString(), found: compared.found } : null,
    worstDelayMs: delay?.worst ? Math.round(Number(delay.worst)) : null,
    problems: problems.map((problem) => ({
      code: problem.code,
      openedAt: problem.opened_at.toISOString(),
      times: problem.times,
      about: aboutOf(problem, now),
    })),
    orders: orders.map((row) => ({
      id: row.order_id,
      name: row.name ?? row.order_id,
      status: row.status,
      reason: row.reason,
      updatedAt: row.updated_at.toISOString(),
    })),
  };
}

interface OrderRow {
  order_id: string;
  name: string | null;
  status: OrderStatus;
  reason: string | null;
  updated_at: Date;
  received_at: Date;
}
