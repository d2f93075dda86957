import { untilSubscribed } from "../../demo/until-subscribed.ts";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { openProblems } from "./comparisons.ts";
import { type FlowMoment, openFlows, STARTS_ONCE } from "./flow-moments.ts";
import { countIn, heardIn, observeThroughDoor } from "./observe-through-door.ts";
import { messagesOf } from "./sell-of-late.ts";
import { tellCore } from "./tell-core.ts";

const ROUNDS = 2;
/** Never so many bad ones in a row that the shop counts as away. */
const MOMENTS: readonly FlowMoment[] = ["throttled", "lost_answer", "down", "hung", "well"];

/** Where nobody knows what became of telling the shop. */
const UNCLEAR = "SELECT count(*)::int AS count FROM outbox WHERE effect = 'announce' AND reason = 'outcome_unknown'";

export const F37: Fault = {
  id: "F37",
  suite: "life",
  title:
    "a shop's flows are throttled, fail, hang, or run while the answer is lost: none runs twice, the merchant hears",
  guard: "once",
  run: (context) => observeThroughDoor(context, "f37", (lab, shop) => playMoments(lab, shop, context)),
};

async function playMoments(lab: Lab, shop: SellingShop, context: RunContext) {
  const flows = openFlows(shop);
  const wanted = Array.from({ length: ROUNDS }, () => MOMENTS).flat();
  const lives = shop.sell({ seed: context.seed, orders: wanted.length, happens: ["fulfil"] });
  shop.book();
  await shop.postAll(messagesOf(lives));
  await waitForRest(lab);
  await untilSubscribed(lab.core, shop.shop.slug);
  const told = lives.map(({ entry: { order } }, index) => ({
    orderId: shop.idOf(order),
    moment: wanted[index] ?? "well",
  }));
  for (const [index, { orderId, moment }] of told.entries()) {
    flows.next(moment);
    await tellCore(lab, { slug: shop.shop.slug, orderId, event: "OUT_FOR_DELIVERY" });
    await until(async () => (await heardIn(lab)) > index);
    await comeToRest(lab, context);
  }
  const before = flows.started();
  await lab.karlaOf(shop.shop, ["replay", "--apply", "--json"]);
  await comeToRest(lab, context);

  const check = await checkRun(lab, [shop]);
  const unclear = await countIn(lab, UNCLEAR);
  const isToldToMerchant = (await openProblems(lab, shop.shop.domain)).includes("announcement_unclear");
  const runs = told.map((one) => ({ ...one, times: flows.startedFor(one.orderId) }));
  const again = runs.filter(({ times }) => times > 1);
  const missing = runs.filter(({ moment, times }) => STARTS_ONCE.includes(moment) && times === 0);
  const unknown = told.filter(({ moment }) => moment !== "well" && moment !== "throttled").length;
  return observation({
    context,
    symptoms: [],
    injected: flows.injected(),
    // What nobody knows the end of is given up: that is what is asked for here.
    check: { ...check, dead: check.dead - unclear },
    observed: {
      told: told.length,
      started: flows.started(),
      started_again: again.length,
      started_by_replay: flows.started() - before,
      unclear,
      told_to_merchant: Number(isToldToMerchant),
    },
    broken: again.map(({ moment, times }) => `${moment}: the flows of one event ran ${times} times`),
    unmet: [
      ...missing.map(({ moment }) => `${moment}: the flows of an event never ran`),
      ...(unclear === unknown ? [] : [`${unclear} of ${unknown} events are known to be unclear`]),
      ...(isToldToMerchant ? [] : ["the merchant is not told that something is unclear"]),
    ],
  });
}
