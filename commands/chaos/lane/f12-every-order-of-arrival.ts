import { BAD_DAY } from "@karla/sandbox/plan-deliveries";
import { readCore } from "../../proof/read-core.ts";
import { checkRun } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import type { Tells } from "../shop/message.ts";
import type { Sales, SellingShop } from "../shop/selling-shop.ts";
import { comeToRest } from "./come-to-rest.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";
import { readLate } from "./read-late.ts";

const FOUR = ["placed", "changed", "shipped", "cancelled"] as const satisfies Tells[];
/** Everything twice as bad: each order in disorder, and much of it twice. */
const FUZZ = { ...BAD_DAY, reordered: 1, duplicates: 0.3, delayed: 0.1 };
/** Orders are shipped in other ways, and not all are told of, by the last digit of their number. */
const FIRST_NUMBER = 1001;
const NEXT_NUMBER = 10;
/** What is read may take its time, and nobody dies. */
const PATIENT = { WORKER_LEASE_MS: "30000", WORKER_CALL_TIMEOUT_MS: "14000" };

export const F12: Fault = {
  id: "F12",
  suite: "lane",
  title: "created, changed, shipped, cancelled in all 24 orders of arrival, and a fuzz: always what the books say",
  guard: "dedupe",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 2, env: PATIENT }, async (lab) => {
      const [shop, other, ...late] = await lab.openShops(["f12", "f12-fuzz", ...slugsOfLate(context)]);
      if (shop === undefined || other === undefined) throw new Error("two shops are needed");
      const permutations = permute(FOUR);
      await playPermutations(lab, shop, { context, permutations });
      const fuzz = other.openTraffic({ seed: context.seed, plays: FUZZ });
      const fuzzed = context.small || context.without !== null ? 60 : 1_000;
      await fuzz.send(fuzzed);
      await comeToRest(lab, context);
      const old: number[] = [];
      for (const one of late) old.push(await readLate(lab, one, context));
      const endings = await differentEndings(lab, shop);
      return observation({
        context,
        // Which of them it is depends on when a copy comes: late, or as the next one.
        symptoms: ["duplicate_effects", "reordered", "differences"],
        injected: {
          permutations: permutations.length,
          fuzzed_orders: fuzzed,
          ...Object.fromEntries(old.map((count) => ["old_states_read_late", count])),
        },
        check: await checkRun(lab, [shop, fuzz, ...late]),
        observed: { different_endings: endings },
        broken: endings === 1 ? [] : [`24 orders of arrival ended in ${endings} different states`],
      });
    }),
};

/** Where a message says no more than that something changed, what is out of order is what is read. */
function slugsOfLate({ platform }: RunContext): string[] {
  return platform.name === "shopware" ? ["f12-late"] : [];
}

/** The same order 24 times. Each step is at rest before the next one comes, so that the core sees them in this order. */
async function playPermutations(
  lab: Lab,
  shop: SellingShop,
  { context, permutations }: { context: RunContext; permutations: readonly (readonly Tells[])[] },
): Promise<void> {
  const lives = permutations.map((order, n) => {
    const number = FIRST_NUMBER + n * NEXT_NUMBER;
    const { entry, messages } = shop.life({ seed: context.seed, number, happens: ["update", "fulfil", "cancel"] });
    shop.entries.push(entry);
    return order.flatMap((wanted) => messages.find(({ tells }) => tells === wanted) ?? []);
  });
  for (let step = 0; step < FOUR.length; step += 1) {
    await shop.postAll(lives.flatMap((messages) => messages.slice(step, step + 1)));
    await comeToRest(lab, context);
  }
}

/** In how many different states the core's copies are, but for what names them. */
async function differentEndings({ core }: Lab, { shop, entries, idOf }: Sales): Promise<number> {
  const { url, adminUser: user, adminKey: key } = core;
  const held = await readCore({ url, slug: shop.slug, user, key, fetch });
  const states = entries.map(({ order }) => ({ order, state: held.get(idOf(order)) }));
  const texts = states.map(({ order, state }) =>
    // The core adds segments as they come: their order tells what came first, and nothing else.
    JSON.stringify({ ...state, segments: state?.segments?.toSorted() })
      .replaceAll(/[0-9a-f]{32}/g, "ID")
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
