import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { until } from "../until.ts";
import { comeToRest } from "./come-to-rest.ts";
import { createHandSender } from "./hand-sender.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";
import { sellOrders } from "./sell-orders.ts";

export const F04: Fault = {
  id: "F04",
  suite: "lane",
  title: "a worker sleeps past its lease just before its call: its late, older write is corrected",
  guard: "fence",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 2 }, async (lab) => {
      const [sleeper, other] = lab.workers;
      if (sleeper === undefined || other === undefined) throw new Error("two workers are needed");
      const sender = createHandSender(lab, await lab.addShop("f04"));
      const of = (name: string, counter: number) =>
        lab.proxy.writes.filter((write) => write.from === name && write.counter === counter).length;
      let asleep = 0;
      for (let round = 1; round <= (context.quick ? 1 : 4); round += 1) {
        await sleeper.kill("SIGTERM");
        other.freeze();
        const [life] = sellOrders(sender, { seed: context.seed, orders: 1, happens: ["update"] });
        const webhooks = life?.webhooks ?? [];
        await sleeper.start({ KARLA_FAILPOINT: "before_call:1:stop" });
        await sender.postAll(webhooks.filter(({ topic }) => topic === "orders/create"));
        if (await until(() => isBegun(lab))) asleep += 1;
        other.thaw();
        await sender.postAll(webhooks.filter(({ topic }) => topic === "orders/updated"));
        await until(() => of(other.name, 2) >= round);
        sleeper.thaw();
        await until(() => of(sleeper.name, 1) >= round);
        await comeToRest(lab, context);
      }
      return observation({
        context,
        symptoms: ["reordered"],
        injected: { begun_and_asleep: asleep, late_writes: of(sleeper.name, 1) },
        check: await checkRun(lab, [sender]),
      });
    }),
};

/** A call was about to be made, and its result is not there. */
const BEGUN = "SELECT count(*)::int AS count FROM outbox WHERE started > finished";

async function isBegun({ database }: Lab): Promise<boolean> {
  const { rows } = await database.pool.query<{ count: number }>(BEGUN);
  return (rows[0]?.count ?? 0) > 0;
}
