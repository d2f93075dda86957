import { BAD_DAY } from "@karla/sandbox/plan-deliveries";
import type { OrderWebhook } from "@karla/sandbox/webhook";
import { readCore } from "../../proof/read-core.ts";
import { checkRun } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { openTraffic } from "../traffic.ts";
import { UNHURRIED } from "../with-lab.ts";
import { comeToRest } from "./come-to-rest.ts";
import { createHandSender, type HandSender } from "./hand-sender.ts";
import { lifeOfOrder } from "./life-of-order.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";

const FOUR = ["orders/create", "orders/updated", "fulfillments/create", "orders/cancelled"] as const;
/** Everything twice as bad: each order in disorder, and much of it twice. */
const FUZZ = { ...BAD_DAY, reordered: 1, duplicates: 0.3, delayed: 0.1 };

export const F12: Fault = {
  id: "F12",
  suite: "lane",
  title: "created, changed, shipped, cancelled in all 24 orders of arrival, and a fuzz: always what the books say",
  guard: "dedupe",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 2, env: UNHURRIED }, async (lab) => {
      const sender = createHandSender(lab, await lab.addShop("f12"));
      const permutations = permute(FOUR);
      await playPermutations(lab, sender, { context, permutations });
      const fuzz = openTraffic(lab, await lab.addShop("f12-fuzz"), { seed: context.seed, plays: FUZZ });
      const fuzzed = context.quick || context.without !== null ? 60 : 1_000;
      await fuzz.send(fuzzed);
      await comeToRest(lab, context);
      const endings = await differentEndings(lab, sender);
      return observation({
        context,
        symptoms: ["reordered", "differences"],
        injected: { permutations: permutations.length, fuzzed_orders: fuzzed },
        check: await checkRun(lab, [sender, fuzz]),
        observed: { different_endings: endings },
        broken: endings === 1 ? [] : [`24 orders of arrival ended in ${endings} different states`],
      });
    }),
};

/** The same order 24 times. Each step is at rest before the next one comes, so that the core sees them in this order. */
async function playPermutations(
  lab: Lab,
  sender: HandSender,
  { context, permutations }: { context: RunContext; permutations: readonly (readonly string[])[] },
): Promise<void> {
  const lives = permutations.map((topics, n) => {
    const life = { seed: context.seed, number: 1001 + n, shopDomain: sender.shop.domain };
    const { entry, webhooks } = lifeOfOrder({ ...life, happens: ["update", "fulfil", "cancel"] });
    sender.entries.push(entry);
    return topics.flatMap((topic) => firstOf(webhooks, topic));
  });
  for (let step = 0; step < FOUR.length; step += 1) {
    await sender.postAll(lives.flatMap((webhooks) => webhooks.slice(step, step + 1)));
    await comeToRest(lab, context);
  }
}

function firstOf(webhooks: readonly OrderWebhook[], topic: string): OrderWebhook[] {
  return webhooks.filter((webhook) => webhook.topic === topic).slice(0, 1);
}

/** In how many different states the core's copies are, but for what names them. */
async function differentEndings({ core }: Lab, { shop, entries }: HandSender): Promise<number> {
  const { url, adminUser: user, adminKey: key } = core;
  const held = await readCore({ url, slug: shop.slug, user, key, fetch });
  const texts = entries.map(({ order }) =>
    JSON.stringify(held.get(order.id) ?? null)
      .replaceAll(order.id.slice(1), "ID")
      .replaceAll(String(order.number), "NUMBER"),
  );
  return new Set(texts).size;
}

function permute<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, n) =>
    permute([...items.slice(0, n), ...items.slice(n + 1)]).map((rest) => [first, ...rest]),
  );
}
