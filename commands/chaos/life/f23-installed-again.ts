import { setTimeout as sleep } from "node:timers/promises";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { openProblems } from "./comparisons.ts";
import { holdsAccess } from "./holds-access.ts";
import { goAndComeBack } from "./installed-again.ts";
import { observeWithShop } from "./observe-with-shops.ts";
import { messagesOf, sellOfLate } from "./sell-of-late.ts";

const ORDERS = 6;
/** What was told late has been acted on by then. */
const WATCH_MS = 3_000;

export const F23: Fault = {
  id: "F23",
  suite: "life",
  title:
    "the app leaves and is back within a second, which is told in time, twice, late or never: the newer installation stays",
  guard: "generation",
  run: (context) =>
    observeWithShop(context, { slug: "f23", receivers: 1, workers: 1, env: UNHURRIED }, async (lab, shop) => {
      const heard = ["in_time", "late"] as const;
      const returns = [];
      for (const how of heard) returns.push({ how, ...(await leaveOnce(lab, shop, { how, context })) });
      await comeToRest(lab, context);
      // Reads the shop with what the newest installation was given.
      if (context.without === null) {
        const since = new Date(Date.now() - 86_400_000).toISOString();
        await lab.karlaOf(shop.shop, ["reconcile", "--since", since, "--json"]);
        await waitForRest(lab);
      }
      const problems = await openProblems(lab, shop.shop.domain);
      return observation({
        context,
        symptoms: [],
        injected: {
          installed_again: returns.length,
          told_late: returns.reduce((sum, { told }) => sum + told, 0),
        },
        check: await checkRun(lab, [shop]),
        observed: {
          slowest_return_ms: Math.max(...returns.map(({ tookMs }) => tookMs)),
          ended: returns.filter(({ isThere }) => !isThere).length,
        },
        broken: returns.flatMap(({ how, isThere }) =>
          isThere ? [] : [`told ${how}: the newer installation was ended`],
        ),
        unmet: [
          ...returns.flatMap(({ how, isBack }) => (isBack ? [] : [`told ${how}: the app did not come back`])),
          ...problems.map((code) => `still shown: ${code}`),
        ],
      });
    }),
};

/** The shop sells before, meanwhile and after; then it is said, for the first time or again, that the app was taken out. */
async function leaveOnce(
  lab: Lab,
  shop: SellingShop,
  { how, context }: { how: "in_time" | "late"; context: RunContext },
) {
  await sell(shop, context);
  const [{ isBack, tookMs, late }] = await Promise.all([goAndComeBack(lab, shop, how), sell(shop, context)]);
  for (const tell of late) await tell();
  await sleep(WATCH_MS);
  const isThere = await holdsAccess(lab, shop);
  // Without its installation a shop at Shopware is heard no more.
  if (isThere) await sell(shop, context);
  return { isBack, tookMs, told: late.length, isThere };
}

async function sell(shop: SellingShop, { seed }: RunContext): Promise<void> {
  await shop.postAll(messagesOf(sellOfLate(shop, { orders: ORDERS, seed, happens: ["fulfil"] })));
}
