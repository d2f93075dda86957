import { setTimeout as sleep } from "node:timers/promises";
import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab, Member } from "../lab.ts";
import { comeToRest } from "./come-to-rest.ts";
import { createHandSender, type HandSender } from "./hand-sender.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";
import { sellOrders } from "./sell-orders.ts";

/** One less than failures that open a shop's breaker: each of these fails once. */
const ORDERS_A_SHOP = 4;
const SHOPS = 2;

export const F04: Fault = {
  id: "F04",
  suite: "lane",
  title: "a worker sleeps past its lease between its begin and its call: its late, older write is corrected",
  guard: "fence",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 2 }, async (lab) => {
      const [sleeper, other] = lab.workers;
      if (sleeper === undefined || other === undefined) throw new Error("two workers are needed");
      const senders: HandSender[] = [];
      for (let n = 1; n <= SHOPS; n += 1) senders.push(createHandSender(lab, await lab.addShop(`f04-${n}`)));
      let asleep = 0;
      let late = 0;
      for (let round = 0; round < (context.quick ? 1 : 4); round += 1) {
        const orders = senders.map((sender) => ordersOf(sender, context.seed));
        other.freeze();
        lab.proxy.play = () => ({ status: 503 });
        await Promise.all(orders.map(({ sender, first }) => sender.postAll(first)));
        await until(async () => (await count(lab, RETRIES)) >= ORDERS_A_SHOP * SHOPS);
        lab.proxy.play = () => ({});
        asleep += await fallAsleep(lab, sleeper, ORDERS_A_SHOP * SHOPS);
        other.thaw();
        await Promise.all(orders.map(({ sender, second }) => sender.postAll(second)));
        const newest = () => lab.proxy.writes.filter(({ counter }) => counter === 2).length;
        await until(() => newest() >= (round + 1) * ORDERS_A_SHOP * SHOPS);
        const wokenAt = Date.now();
        sleeper.thaw();
        await sleep(500);
        await comeToRest(lab, context);
        late += lab.proxy.writes.filter(
          ({ from, counter, startedAt }) => from === sleeper.name && counter === 1 && startedAt >= wokenAt,
        ).length;
      }
      return observation({
        context,
        symptoms: ["reordered"],
        injected: { begun_and_asleep: asleep, late_writes: late },
        check: await checkRun(lab, senders),
      });
    }),
};

/** Orders with two versions: the one that is sent late, and the newer one. */
function ordersOf(sender: HandSender, seed: number) {
  const lives = sellOrders(sender, { seed, orders: ORDERS_A_SHOP, happens: ["update"] });
  const webhooks = lives.flatMap((life) => life.webhooks);
  return {
    sender,
    first: webhooks.filter(({ topic }) => topic === "orders/create"),
    second: webhooks.filter(({ topic }) => topic === "orders/updated"),
  };
}

/** Orders whose first try was refused: the next one begins with nothing before it. */
const RETRIES = "SELECT count(*)::int AS count FROM outbox WHERE state = 'pending' AND finished = 1";
/** Begins that wait for a lock. */
const WAITING = `
SELECT count(*)::int AS count FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%o.started + 1%'`;

/**
 * Puts the worker to sleep exactly between begin and call: the outbox rows are locked, so that each begin waits inside of the
 * database; it is frozen, the rows are let go, and the begins are committed while nobody is there to hear of it.
 */
async function fallAsleep(lab: Lab, sleeper: Member, orders: number): Promise<number> {
  const client = await lab.database.pool.connect();
  let waiting = 0;
  try {
    await client.query("BEGIN");
    await client.query("SELECT 1 FROM outbox WHERE state = 'pending' FOR UPDATE");
    await until(async () => {
      waiting = await count(lab, WAITING);
      return waiting >= orders;
    });
    sleeper.freeze();
    await client.query("COMMIT");
  } finally {
    client.release();
  }
  return waiting;
}

async function count({ database }: Lab, query: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(query);
  return rows[0]?.count ?? 0;
}

/** Looks again and again, at most ten seconds. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await condition()) && Date.now() < end) await sleep(20);
}
