import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { until } from "../until.ts";
import { comeToRest } from "./come-to-rest.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";

export const F04: Fault = {
  id: "F04",
  suite: "lane",
  title: "a worker sleeps past its lease just before its call: its late, older write is corrected",
  guard: "fence",
  alone: true,
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 2 }, async (lab) => {
      const [sleeper, other] = lab.workers;
      if (sleeper === undefined || other === undefined) throw new Error("two workers are needed");
      const shop = await lab.openShop("f04");
      const of = (name: string, counter: number) =>
        lab.proxy.writes.filter((write) => write.from === name && write.counter === counter).length;
      let asleep = 0;
      for (let round = 1; round <= (context.small ? 1 : 4); round += 1) {
        await sleeper.kill("SIGTERM");
        other.freeze();
        const [life] = shop.sell({ seed: context.seed, orders: 1, happens: ["update"] });
        const messages = life?.messages ?? [];
        await sleeper.start({ KARLA_FAILPOINT: "before_call:1:stop" });
        await shop.postAll(messages.filter(({ tells }) => tells === "placed"));
        if (await until(() => isBegun(lab))) asleep += 1;
        other.thaw();
        await shop.postAll(messages.filter(({ tells }) => tells === "changed"));
        await until(() => of(other.name, 2) >= round);
        sleeper.thaw();
        await until(() => of(sleeper.name, 1) >= round);
        await comeToRest(lab, context);
      }
      return observation({
        context,
        symptoms: ["reordered"],
        injected: { begun_and_asleep: asleep, late_writes: of(sleeper.name, 1) },
        check: await checkRun(lab, [shop]),
      });
    }),
};

/** An order was about to be given to the core, and what became of it is not there. */
const BEGUN = "SELECT count(*)::int AS count FROM outbox WHERE effect = 'order' AND started > finished";

async function isBegun({ database }: Lab): Promise<boolean> {
  const { rows } = await database.pool.query<{ count: number }>(BEGUN);
  return (rows[0]?.count ?? 0) > 0;
}
