import { checkRun } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import type { ShopifyShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { observeWithShop } from "./observe-with-shops.ts";
import { messagesOf, sellOfLate } from "./sell-of-late.ts";

const AT_ONCE = 20;
const ORDERS = 4;
/** What a token lives for where nobody says so, give or take what the run takes. */
const HOUR_MS = 3_600_000;
const TOLERANCE_MS = 120_000;

const RUN_OUT = "UPDATE session SET expires = now() - interval '1 minute' WHERE shop = $1";
const ENDS = "SELECT expires FROM session WHERE shop = $1";

export const F25: Fault = {
  id: "F25",
  suite: "life",
  title:
    "a token has run out for twenty requests in two processes: one of them refreshes it; lost and odd answers do no harm",
  guard: "refresh",
  cannot: {
    shopware: "a shop at Shopware gives each process tokens of its own, as often as it is asked, and none is refreshed",
  },
  run: (context) =>
    observeWithShop(context, { slug: "f25", receivers: 1, workers: 1, env: UNHURRIED }, async (lab, shop) => {
      if (shop.platform !== "shopify") throw new Error("a shop at Shopify is needed");
      return race(lab, shop, context);
    }),
};

async function race(lab: Lab, shop: ShopifyShop, context: RunContext) {
  const { admins } = shop;
  const { domain } = shop.shop;
  if (admins === null) throw new Error("a shop that has the app is needed");
  await shop.postAll(messagesOf(sellOfLate(shop, { orders: ORDERS, seed: context.seed, happens: ["fulfil"] })));
  const runOut = () => lab.database.pool.query(RUN_OUT, [domain]);
  const compare = () => lab.karlaOf(shop.shop, ["reconcile", "--json"]);
  const given = () => admins.tokens.counts(domain);

  const before = given();
  await runOut();
  const openings = Array.from({ length: AT_ONCE }, () => admins.openApp(domain, lab.receivers[0]?.url ?? ""));
  const opened = await Promise.allSettled([...openings, compare()]);
  const after = given();
  const failed = opened.filter(({ status }) => status === "rejected").length;
  const refreshes = after.refreshes - before.refreshes;

  // The next answer is lost, and the one after that does not say when the token ends.
  const { misbehave } = admins;
  let lost = 0;
  let endless = 0;
  if (context.without === null) {
    admins.misbehave = (request) => {
      if (request.to !== "token" || request.shop !== domain || endless > 0) return misbehave(request);
      if (lost === 0) {
        lost += 1;
        return { kind: "lost_answer" };
      }
      endless += 1;
      return { kind: "no_end" };
    };
    await runOut();
    await compare();
  }
  const { rows } = await lab.database.pool.query<{ expires: Date | null }>(ENDS, [domain]);
  const endsInMs = (rows[0]?.expires?.getTime() ?? 0) - Date.now();
  await comeToRest(lab, context);
  return observation({
    context,
    symptoms: [],
    injected: {
      at_once: opened.length,
      ...(context.without === null ? { answers_lost: lost, answers_without_end: endless } : {}),
    },
    check: await checkRun(lab, [shop]),
    observed: {
      refreshes,
      exchanges: after.exchanges - before.exchanges,
      failed,
      ends_in_minutes: Math.round(endsInMs / 60_000),
    },
    broken: refreshes > 1 ? [`${refreshes} refreshes for one token`] : [],
    unmet: [
      ...(refreshes === 0 ? ["nobody refreshed the token"] : []),
      ...(failed > 0 ? [`${failed} of ${opened.length} did not get through`] : []),
      ...(after.exchanges > before.exchanges ? ["a session token was exchanged, too"] : []),
      ...(Math.abs(endsInMs - HOUR_MS) < TOLERANCE_MS ? [] : [`the token is taken for ${Math.round(endsInMs)} ms`]),
    ],
  });
}
