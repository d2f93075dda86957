import { setTimeout as sleep } from "node:timers/promises";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab, Member } from "../lab.ts";
import { lifeOfOrder } from "../shop/life-of-order.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";

/** After so many the order is given up. */
const DEATHS = 3;
/** Deaths, leases that run out and new starts take a quarter of it. */
const LIMIT_MS = 45_000;
const SLUG = "f32";
/** Of the order that is poison. */
const POISON_NUMBER = 1004;

export const F32: Fault = {
  id: "F32",
  suite: "lane",
  title: "an order ends each worker that reads it: after three deaths it is quarantined, and all others arrive",
  guard: "poison",
  alone: true,
  async run(context) {
    const { seed, platform } = context;
    const numbers = Array.from({ length: context.small ? 30 : 120 }, (_, n) => 1001 + n);
    const poison = lifeOfOrder({ seed, number: POISON_NUMBER, shopDomain: SLUG }).entry.order;
    const env = { KARLA_POISON_LANE: platform.idOf(poison) };
    return observeInLab(context, { receivers: 1, workers: 2, env }, async (lab) => {
      const shop = await lab.openShop(SLUG);
      const lives = numbers.map((number) => shop.life({ seed, number }));
      // The poison is in the books, too: as an order that never gets anywhere.
      shop.entries.push(...lives.map(({ entry }) => entry).filter(({ order }) => order.id !== poison.id));
      const watch = keepAlive(lab);
      // All are there before a worker wakes up: the poison is claimed together with its neighbours.
      for (const worker of lab.workers) worker.freeze();
      await shop.postAll(lives.flatMap(({ messages }) => messages.slice(0, 1)));
      for (const worker of lab.workers) worker.thaw();
      const end = Date.now() + LIMIT_MS;
      for (let left = 1; left > 0 && watch.deaths() <= DEATHS && Date.now() < end; ) left = await waitForRest(lab, 500);
      await watch.end();
      const deaths = watch.deaths();
      const check = await checkRun(lab, [shop]);
      const { rows } = await lab.database.pool.query<{ lane_key: string; reason: string }>(
        "SELECT lane_key, reason FROM inbox_event WHERE state = 'quarantined'",
      );
      const others = rows.filter(({ lane_key }) => lane_key !== env.KARLA_POISON_LANE);
      const caught = rows.some(({ lane_key, reason }) => lane_key === env.KARLA_POISON_LANE && reason === "poison");
      return observation({
        context,
        symptoms: [],
        injected: { deaths },
        check,
        observed: { others_quarantined: others.length },
        broken: [
          ...(caught ? [] : ["the poison was not quarantined as such"]),
          ...(deaths === DEATHS ? [] : [`it ended ${deaths} workers`]),
          ...(others.length > 0 ? [`${others.length} other orders were quarantined with it`] : []),
        ],
      });
    });
  },
};

/** Starts each worker again when it died, as whoever runs it in production does. */
function keepAlive(lab: Lab): { deaths(): number; end(): Promise<void> } {
  let deaths = 0;
  let ended = false;
  let starting: Promise<void> = Promise.resolve();
  const keep = async (worker: Member): Promise<void> => {
    while (!ended) {
      await worker.ended();
      deaths += 1;
      if (ended) return;
      starting = worker.start();
      await starting;
    }
  };
  for (const worker of lab.workers) void keep(worker);
  return {
    deaths: () => deaths,
    async end() {
      ended = true;
      await starting;
      await sleep(0);
    },
  };
}
