import { checkRun, differencesIn, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { observation } from "../lane/observation.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { BRIDGE_URL } from "../shop/shopware/open-shopware-site.ts";
import { UNHURRIED } from "../with-lab.ts";
import { compareOnTime, openProblems, untilCompared } from "./comparisons.ts";
import { observeWithShop } from "./observe-with-shops.ts";
import { messagesOf, sellOfLate } from "./sell-of-late.ts";

const MINUTE = 60_000;
const ORDERS = 20;
/** Where the bridge is, as the app in the shop says it: only by that it finds its own messages there. */
const ENV = { ...UNHURRIED, SHOPWARE_BRIDGE_URL: BRIDGE_URL };
/** Between two comparisons, while a shop is heard. What an ERP writes comes by no message, so a shop at Shopware has less time. */
const HEARD_EVERY_MINUTES = { shopify: 15, shopware: 5 } as const;

export const F28: Fault = {
  id: "F28",
  suite: "life",
  title: "a shop sells and sends nothing: the next comparison says so and reads all, then every five minutes",
  guard: "compare",
  run: (context) =>
    observeWithShop(context, { slug: "f28", receivers: 1, workers: 1, env: ENV }, async (lab, shop) => {
      // Of a write of ours the shop tells as of any other: it would be heard by that.
      if (shop.platform === "shopware") shop.dropWrites();
      await beginPushing({ lab, shop, context });
      const off = fallSilent(shop);
      const first = await sellInSilence({ lab, shop, context });
      const stillOff = switchedOff(shop);
      const second = await sellInSilence({ lab, shop, context });
      const heard = sellOfLate(shop, { orders: ORDERS, seed: context.seed, happens: ["update"] });
      // One is lost all the same: it is found, and the shop is not silent.
      if (stillOff === 0) await shop.postAll(messagesOf(heard.slice(1)));
      await waitForRest(lab);
      const last = await compareAndLook(lab, shop);
      const every = HEARD_EVERY_MINUTES[shop.platform];
      return observation({
        context,
        symptoms: ["differences"],
        injected: {
          changed_in_silence: first.missingBefore + second.missingBefore,
          webhooks_again: heard.length - 1,
          ...(shop.platform === "shopware" ? { webhooks_switched_off: off } : {}),
        },
        check: await checkRun(lab, [shop]),
        observed: {
          missing_after_first: first.missing,
          missing_after_second: second.missing,
          silent_first: Number(first.silent),
          silent_second: Number(second.silent),
          silent_once_heard: Number(last.silent),
          still_switched_off: stillOff,
          minutes_to_next_in_silence: first.nextInMinutes,
          minutes_to_next_once_heard: last.nextInMinutes,
        },
        broken: [
          ...[first, second].flatMap(({ silent, missing }) => [
            ...(silent ? [] : ["nobody says that the shop is silent"]),
            ...(missing > 0 ? [`${missing} orders are missing after the comparison`] : []),
          ]),
          ...(stillOff > 0 ? [`${stillOff} webhooks are still switched off after the comparison`] : []),
        ],
        unmet: [
          ...(first.nextInMinutes !== 5 ? ["a silent shop is not compared every five minutes"] : []),
          ...(last.silent ? ["a shop that is heard still counts as silent"] : []),
          ...(last.nextInMinutes !== every ? [`a shop that is heard is not compared every ${every} minutes`] : []),
        ],
      });
    }),
};

/** A shop at Shopware switches a message off for good that failed ten times in a row. Gives how many it were. */
function fallSilent(shop: SellingShop): number {
  if (shop.platform === "shopify") return 0;
  const webhooks = shop.site.app()?.webhooks ?? [];
  for (const webhook of webhooks) Object.assign(webhook, { active: false, errorCount: 10 });
  return webhooks.length;
}

function switchedOff(shop: SellingShop): number {
  if (shop.platform === "shopify") return 0;
  return (shop.site.app()?.webhooks ?? []).filter(({ active }) => !active).length;
}

interface Silence {
  lab: Lab;
  shop: SellingShop;
  context: RunContext;
}

/** With its first order for the core all that a shop waits for is looked at again, comparisons too: that is over then. */
async function beginPushing({ lab, shop, context }: Silence): Promise<void> {
  sellOfLate(shop, { orders: 1, seed: context.seed, happens: ["update"] });
  const { finished } = await compareOnTime(lab, shop.shop.domain);
  await waitForRest(lab);
  await untilCompared(lab, shop.shop.domain, finished);
}

/** Orders change and nothing is sent; then it is time for the next comparison. */
async function sellInSilence({ lab, shop, context }: Silence) {
  sellOfLate(shop, { orders: ORDERS, seed: context.seed, happens: ["update"] });
  const missingBefore = (await differencesIn(lab, shop)).length;
  return { missingBefore, ...(await compareAndLook(lab, shop)) };
}

async function compareAndLook(lab: Lab, shop: SellingShop) {
  const { domain } = shop.shop;
  const { startedAt, nextAt } = await compareOnTime(lab, domain);
  await waitForRest(lab);
  return {
    missing: (await differencesIn(lab, shop)).length,
    silent: (await openProblems(lab, domain)).includes("shop_silent"),
    nextInMinutes: Math.round((nextAt - startedAt) / MINUTE),
  };
}
