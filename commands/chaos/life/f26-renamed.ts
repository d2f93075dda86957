import { setTimeout as sleep } from "node:timers/promises";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import type { SignedMessage } from "../shop/message.ts";
import type { ShopifyShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { openProblems } from "./comparisons.ts";
import { observeWithShop } from "./observe-with-shops.ts";
import { sellAllTheWhile } from "./sell-all-the-while.ts";
import { messagesOf, sellOfLate } from "./sell-of-late.ts";

const RENAMED = "f26-renamed.myshopify.com";
const ORDERS = 8;
/** So long the shop sells under a name that nobody knows yet, and then under one that is known. */
const STRETCH_MS = 1_500;

const SHOPS = "SELECT count(DISTINCT shop_id)::int AS count FROM lane";

export const F26: Fault = {
  id: "F26",
  suite: "life",
  title: "a shop gets another name while it sells, and opens the app later: under both names it is one shop",
  guard: "rename",
  cannot: {
    shopware: "a shop at Shopware is known by its id and has no other name; that it moves to another address is F27",
  },
  run: (context) =>
    observeWithShop(context, { slug: "f26", receivers: 1, workers: 2, env: UNHURRIED }, async (lab, shop) => {
      if (shop.platform !== "shopify") throw new Error("a shop at Shopify is needed");
      return rename(lab, shop, context);
    }),
};

async function rename(lab: Lab, shop: ShopifyShop, context: RunContext) {
  const { admins } = shop;
  const former = shop.shop.domain;
  if (admins === null) throw new Error("a shop that has the app is needed");
  const lives = sellOfLate(shop, { orders: ORDERS, seed: context.seed, happens: ["update", "fulfil"] });
  const messages = messagesOf(lives);
  const [placed, updated, shipped] = [1, 2, 3].map((version) => messages.filter((one) => one.version === version));
  await shop.postAll(placed ?? []);
  // Of each order one message is under way with the former name, and one was taken with it and is sent again.
  const late = signedOf(shipped).filter((_, index) => index % 2 === 0);
  const load = sellAllTheWhile(shop, context);
  await sleep(STRETCH_MS / 2);

  shop.rename(RENAMED);
  await shop.postAll(updated ?? []);
  const again = signedOf(placed);
  await deliverAll(shop, [...again, ...late.slice(0, late.length / 2)]);
  await sleep(STRETCH_MS);
  const unknown = await shopsIn(lab);

  await admins.openApp(RENAMED, lab.receivers[0]?.url ?? "");
  await deliverAll(shop, late.slice(late.length / 2));
  await shop.postAll(shipped ?? []);
  await sleep(STRETCH_MS);
  await load.stop();
  await comeToRest(lab, context);
  if (context.without === null) {
    // The operator still knows it by its former name; the shop is read under the one that it has.
    const since = new Date(Date.now() - 86_400_000).toISOString();
    await lab.karlaOf({ ...shop.shop, domain: former }, ["reconcile", "--since", since, "--json"]);
    await waitForRest(lab);
  }
  const shops = await shopsIn(lab);
  const problems = await openProblems(lab, shop.shop.domain);
  return observation({
    context,
    symptoms: [],
    injected: { renamed: unknown - 1, late: late.length, sent_again: again.length, sold_meanwhile: load.sold() },
    check: await checkRun(lab, [shop]),
    observed: { shops, problems: problems.length },
    broken: shops === 1 ? [] : [`one shop is known as ${shops}`],
    unmet: problems.map((code) => `still shown: ${code}`),
  });
}

function signedOf(messages: readonly { sign(): SignedMessage | null }[] = []): SignedMessage[] {
  return messages.flatMap((message) => message.sign() ?? []);
}

async function deliverAll(shop: ShopifyShop, signed: readonly SignedMessage[]): Promise<void> {
  for (const message of signed) await shop.deliver(message);
}

async function shopsIn({ database }: Lab): Promise<number> {
  return (await database.pool.query<{ count: number }>(SHOPS)).rows[0]?.count ?? 0;
}
