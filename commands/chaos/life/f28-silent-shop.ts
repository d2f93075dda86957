import type { ShopAdmins } from "../../demo/shop-admins.ts";
import { checkRun, differencesIn, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import type { HandSender } from "../lane/hand-sender.ts";
import { observation } from "../lane/observation.ts";
import { UNHURRIED } from "../with-lab.ts";
import { compareOnTime, openProblems, untilCompared } from "./comparisons.ts";
import { observeWithShops } from "./observe-with-shops.ts";
import { sellOfLate, webhooksOf } from "./sell-of-late.ts";

const MINUTE = 60_000;
const ORDERS = 20;

export const F28: Fault = {
  id: "F28",
  suite: "life",
  title: "a shop sells and sends nothing: the next comparison says so and reads all, then every five minutes",
  guard: "compare",
  run: (context) =>
    observeWithShops(
      context,
      { slugs: ["f28"], receivers: 1, workers: 1, env: UNHURRIED },
      async ({ lab, admins, senders: [sender] }) => {
        if (sender === undefined) throw new Error("a shop is needed");
        await beginPushing({ lab, admins, sender, context });
        const first = await sellInSilence({ lab, admins, sender, context });
        const second = await sellInSilence({ lab, admins, sender, context });
        const heard = sellOfLate(sender, admins, { orders: ORDERS, seed: context.seed, happens: ["update"] });
        // One is lost all the same: it is found, and the shop is not silent.
        await sender.postAll(webhooksOf(heard.slice(1)));
        await waitForRest(lab);
        const last = await compareAndLook(lab, sender);
        return observation({
          context,
          symptoms: ["differences"],
          injected: {
            changed_in_silence: first.missingBefore + second.missingBefore,
            webhooks_again: heard.length - 1,
          },
          check: await checkRun(lab, [sender]),
          observed: {
            missing_after_first: first.missing,
            missing_after_second: second.missing,
            silent_first: Number(first.silent),
            silent_second: Number(second.silent),
            silent_once_heard: Number(last.silent),
            minutes_to_next_in_silence: first.nextInMinutes,
            minutes_to_next_once_heard: last.nextInMinutes,
          },
          broken: [first, second].flatMap(({ silent, missing }) => [
            ...(silent ? [] : ["nobody says that the shop is silent"]),
            ...(missing > 0 ? [`${missing} orders are missing after the comparison`] : []),
          ]),
          unmet: [
            ...(first.nextInMinutes !== 5 ? ["a silent shop is not compared every five minutes"] : []),
            ...(last.silent ? ["a shop that is heard still counts as silent"] : []),
            ...(last.nextInMinutes !== 15 ? ["a shop that is heard is not compared every quarter of an hour"] : []),
          ],
        });
      },
    ),
};

interface Silence {
  lab: Lab;
  admins: ShopAdmins;
  sender: HandSender;
  context: RunContext;
}

/** With its first order for the core all that a shop waits for is looked at again, comparisons too: that is over then. */
async function beginPushing({ lab, admins, sender, context }: Silence): Promise<void> {
  sellOfLate(sender, admins, { orders: 1, seed: context.seed, happens: ["update"] });
  const { finished } = await compareOnTime(lab, sender.shop.domain);
  await waitForRest(lab);
  await untilCompared(lab, sender.shop.domain, finished);
}

/** Orders change and nothing is sent; then it is time for the next comparison. */
async function sellInSilence({ lab, admins, sender, context }: Silence) {
  sellOfLate(sender, admins, { orders: ORDERS, seed: context.seed, happens: ["update"] });
  const missingBefore = (await differencesIn(lab, sender)).length;
  return { missingBefore, ...(await compareAndLook(lab, sender)) };
}

async function compareAndLook(lab: Lab, sender: HandSender) {
  const { domain } = sender.shop;
  const { startedAt, nextAt } = await compareOnTime(lab, domain);
  await waitForRest(lab);
  return {
    missing: (await differencesIn(lab, sender)).length,
    silent: (await openProblems(lab, domain)).includes("shop_silent"),
    nextInMinutes: Math.round((nextAt - startedAt) / MINUTE),
  };
}
