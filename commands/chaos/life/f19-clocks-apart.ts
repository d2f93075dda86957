import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import { readLogs } from "../leaks-in-logs.ts";
import type { Changes } from "../member.ts";
import { until } from "../until.ts";

const MINUTE_MS = 60_000;
/** The hosts: whose clocks are off, and where they think they are. */
const HOSTS: readonly Changes[] = [
  { KARLA_HOST_SKEW_MS: String(-10 * MINUTE_MS), TZ: "America/Los_Angeles" },
  { KARLA_HOST_SKEW_MS: String(10 * MINUTE_MS), TZ: "Asia/Kolkata" },
  { KARLA_HOST_SKEW_MS: "5000", TZ: "Europe/Berlin" },
];
const AHEAD = 1;
const RECEIVERS: readonly Changes[] = [
  { KARLA_HOST_SKEW_MS: String(-MINUTE_MS), TZ: "Europe/Berlin" },
  { KARLA_HOST_SKEW_MS: String(MINUTE_MS), TZ: "America/Los_Angeles" },
];
/** An hour before Berlin's clocks are put back, and forward: an order's life goes through the hour that is there twice, or never. */
const SWITCHES = [Date.UTC(2026, 9, 25, 0), Date.UTC(2026, 2, 29, 0)];
const NOTICED = "this machine's clock differs from the database's";
const ORDERS = { whole: 24, small: 8 };
/** A call takes long enough for somebody to come in between who thinks that it has been given up. */
const HOLD_MS = 900;
/** Each has a hand free for every order. */
const CONCURRENCY = 60;

export const F19: Fault = {
  id: "F19",
  suite: "life",
  title:
    "hosts whose clocks are seconds and minutes apart and in other time zones, orders around both switches of Berlin's: one time for all, no order twice",
  guard: "clock",
  run: (context) =>
    observeInLab(
      context,
      {
        receivers: RECEIVERS.length,
        workers: HOSTS.length,
        env: { WORKER_LEASE_MS: "10000", WORKER_CONCURRENCY: String(CONCURRENCY) },
      },
      async (lab) => {
        await setClocks(lab);
        const shop = await lab.openShop("f19");
        lab.proxy.play = () => ({ holdMs: HOLD_MS });
        const orders = context.small || context.without !== null ? ORDERS.small : ORDERS.whole;
        const lives = SWITCHES.flatMap((startAt) =>
          shop.sell({ seed: context.seed, orders, startAt, happens: ["update", "fulfil", "update"] }),
        );
        // Who is furthest ahead comes when others have begun.
        const ahead = lab.workers[AHEAD];
        ahead?.freeze();
        await shop.postAll(lives.flatMap(({ messages }) => messages.slice(0, 1)));
        await until(() => lab.workers.some(({ name }) => lab.proxy.underWay(name) > 0));
        ahead?.thaw();
        await until(() => lab.proxy.writes.length >= lives.length);
        lab.proxy.play = () => ({});
        await shop.postAll(lives.flatMap(({ messages }) => messages.slice(1)));
        await comeToRest(lab, context);
        const hosts = HOSTS.length + RECEIVERS.length;
        const noticed = [...readLogs(lab.dataDir).values()].filter((log) => log.includes(NOTICED)).length;
        return observation({
          context,
          symptoms: ["overlaps", "duplicate_effects"],
          injected: {
            hosts,
            minutes_apart: 20,
            orders: lives.length,
            switches: SWITCHES.length,
          },
          check: await checkRun(lab, [shop]),
          observed: { noticed },
          unmet: noticed === hosts ? [] : [`${noticed} of ${hosts} hosts noticed that their clocks are off`],
        });
      },
    ),
};

async function setClocks({ workers, receivers }: Lab): Promise<void> {
  const changes = [
    ...workers.map((worker, n) => [worker, HOSTS[n]] as const),
    ...receivers.map((one, n) => [one, RECEIVERS[n]] as const),
  ];
  for (const [member, own] of changes) {
    await member.kill("SIGTERM");
    await member.start(own);
  }
}
