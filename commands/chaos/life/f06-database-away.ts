import { setTimeout as sleep } from "node:timers/promises";
import { checkRun, waitForRest } from "../check-run.ts";
import { type DatabaseGate, openDatabaseGate } from "../database/open-database-gate.ts";
import type { Fault, Observation, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { observation } from "../lane/observation.ts";
import type { Message } from "../shop/message.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { observeWithShop } from "./observe-with-shops.ts";
import { refusalsOf } from "./refusals-of.ts";
import { messagesOf, sellOfLate } from "./sell-of-late.ts";
import { type Answer, tryEach } from "./try-each.ts";
import { untilTaken } from "./until-taken.ts";

const ORDERS = { whole: 40, small: 16 };
/** What a connection holds that was open is over by then, and what looks again looks at nothing. */
const AWAY_MS = 2_500;
const TWO_HOURS_MS = 2 * 3_600_000;
const HEALTH_WITHIN_MS = 1_500;

interface Outage {
  name: string;
  begin(): Promise<unknown>;
  end(): Promise<unknown>;
}

export const F06: Fault = {
  id: "F06",
  suite: "life",
  title:
    "the database refuses, then is stopped: 503 at once and never 2xx, alive but not ready, and nothing is missing after it",
  guard: "ack",
  async run(context) {
    const gate = await openDatabaseGate();
    try {
      const wish = { slug: "f06", receivers: 1, workers: 1, env: UNHURRIED, doors: [gate] };
      return await observeWithShop(context, wish, (lab, shop) => goAway(lab, { shop, gate }, context));
    } finally {
      await gate.close();
    }
  },
};

async function goAway(
  lab: Lab,
  { shop, gate }: { shop: SellingShop; gate: DatabaseGate },
  context: RunContext,
): Promise<Observation> {
  const outages: Outage[] = [
    { name: "refused", begin: () => gate.turn({ state: "shut" }), end: () => gate.turn({ state: "open" }) },
    { name: "stopped", begin: () => lab.karla(["stop-database"]), end: () => lab.karla(["status"]) },
  ];
  const orders = context.small || context.without !== null ? ORDERS.small : ORDERS.whole;
  const answers: Answer[] = [];
  const odd: string[] = [];
  const back: (number | null)[] = [];
  let unsent = 0;
  for (const outage of context.without === null ? outages : outages.slice(0, 1)) {
    const messages = messagesOf(sellOfLate(shop, { orders, seed: context.seed, happens: ["update"] }));
    // What the receiver needs to know of the shop it knows then.
    await untilTaken(shop, messages[0]);
    const seen = await lab.withoutDatabase(() => passOutage(lab, shop, { outage, messages }));
    answers.push(...seen.answers);
    odd.push(...refusalsOf(lab, outage.name, seen.answers), ...seen.unhealthy.map((why) => `${outage.name}: ${why}`));
    back.push(await untilTaken(shop, messages[1]));
    // The rest the shop sends never again.
    const again = messages.slice(0, messages.length / 2);
    unsent += messages.length - again.length;
    await shop.postAll(again);
  }
  await waitForRest(lab);
  if (context.without === null) {
    const since = new Date(Date.now() - TWO_HOURS_MS).toISOString();
    await lab.karlaOf(shop.shop, ["reconcile", "--since", since, "--json"]);
    await waitForRest(lab);
  }
  const ends = lab.deaths.filter(({ name }) => name !== "database").length;
  return observation({
    context,
    symptoms: ["lost"],
    injected: { outages: back.length, refused: answers.length, never_sent_again: unsent },
    check: await checkRun(lab, [shop]),
    observed: {
      slowest_answer_ms: Math.max(...answers.map(({ ms }) => ms)),
      back_to_first_2xx_ms: Math.max(...back.map((ms) => ms ?? 0)),
    },
    unmet: [
      ...odd,
      ...(back.includes(null) ? ["nothing was taken any more after it"] : []),
      ...(ends > 0 ? [`${ends} processes ended`] : []),
    ],
  });
}

async function passOutage(
  lab: Lab,
  shop: SellingShop,
  { outage, messages }: { outage: Outage; messages: readonly Message[] },
): Promise<{ answers: Answer[]; unhealthy: string[] }> {
  await outage.begin();
  const first = await tryEach(shop, messages.slice(1));
  await sleep(AWAY_MS);
  const unhealthy = [...(await healthOf(lab, "/healthz", 200)), ...(await healthOf(lab, "/readyz", 503))];
  const then = await tryEach(shop, messages.slice(1));
  await outage.end();
  return { answers: [...first, ...then], unhealthy };
}

async function healthOf({ receivers }: Lab, path: string, wanted: number): Promise<string[]> {
  const asked = await Promise.allSettled(
    receivers.map(({ url }) => fetch(new URL(path, url), { signal: AbortSignal.timeout(HEALTH_WITHIN_MS) })),
  );
  const wrong = asked.filter((one) => one.status === "rejected" || one.value.status !== wanted);
  return wrong.length === 0 ? [] : [`${path} does not answer ${wanted}`];
}
