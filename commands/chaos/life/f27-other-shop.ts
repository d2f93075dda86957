import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { ShopwareShop } from "../shop/selling-shop.ts";
import { createShopwareSeller } from "../shop/shopware/create-shopware-seller.ts";
import { serveSite } from "../shop/shopware/serve-site.ts";
import { connectShopware } from "../shop/shopware/shopware.ts";
import { UNHURRIED } from "../with-lab.ts";
import { claimShop } from "./claim-shop.ts";
import { registerAgain } from "./register-again.ts";
import { saysFrom } from "./says-from.ts";

/** What was tried, in a word or two, and whether it came out as it must. */
export type Outcomes = Readonly<Record<string, boolean>>;

const ORDERS = 4;
/** Where a copy of the shop stands, with the same id and the same secret. */
const COPY = "http://127.0.0.1:9";

export const F27: Fault = {
  id: "F27",
  suite: "life",
  title:
    "a shop registers again, is copied, claimed by somebody else, moves, gets another id: nobody else counts as it",
  guard: "shop_identity",
  cannot: {
    shopify: "Shopify signs for all of its shops with one secret: no shop registers, moves or is copied by itself",
  },
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 1, env: UNHURRIED }, async (lab) => {
      const shop = await lab.openShop("f27");
      if (shop.platform !== "shopware") throw new Error("a shop at Shopware is needed");
      await sellSome(shop, context);
      const rotation = await registerAgain(lab, shop, context);
      const copied = { copy_refused: (await saysFrom(shop, COPY)) === 401 };
      const claimed = await claimShop(lab, shop);
      // With its guard out the shop is somebody else's by now.
      const whole = context.without === null ? await moveAndBegin(lab, shop, context) : null;
      await comeToRest(lab, context);
      const outcomes: Outcomes = { ...rotation, ...copied, ...claimed, ...whole?.outcomes };
      const failed = Object.entries(outcomes).flatMap(([name, ok]) =>
        ok ? [] : [`not so: ${name.replaceAll("_", " ")}`],
      );
      return observation({
        context,
        symptoms: [],
        injected: {
          registrations: 1,
          in_flight: 3,
          copies: 1,
          claims: 2,
          ...(whole === null ? {} : { moves: 1, new_ids: 1 }),
        },
        check: await checkRun(lab, whole === null ? [shop] : [shop, whole.begun]),
        observed: { tried: Object.keys(outcomes).length, as_it_must_be: Object.keys(outcomes).length - failed.length },
        broken: failed,
      });
    }),
};

async function sellSome(shop: ShopwareShop, { seed }: RunContext): Promise<void> {
  const lives = shop.sell({ seed, orders: ORDERS, happens: ["fulfil"] });
  await shop.postAll(lives.flatMap(({ messages }) => messages));
}

/** It moves to another address and is what it was; then its apps are installed anew, which makes it another shop. */
async function moveAndBegin(lab: Lab, shop: ShopwareShop, context: RunContext) {
  const { site } = shop;
  const formerUrl = site.url();
  const moved = await serveSite((request) => site.fetch(request));
  try {
    await waitForRest(lab);
    const before = shop.requests();
    const move = await site.moveTo(moved.origin);
    await sellSome(shop, context);
    await waitForRest(lab);
    const ofMove = {
      moves_with_its_signature: move.outcome === "confirmed",
      is_read_at_its_new_address: moved.requests() > 0 && shop.requests() === before,
      former_address_refused: (await saysFrom(shop, formerUrl)) === 401,
    };

    const stored = await rowsOf(lab, shop);
    const reinstalled = await site.reinstall();
    const served = { ...moved, close: async () => {} };
    const begun = createShopwareSeller(
      { site, served, receivers: lab.receivers },
      { domain: site.shopId(), slug: "f27-begun" },
    );
    // What the shop has is imported into the new one.
    begun.entries.push(...shop.entries);
    await sellSome(begun, context);
    await connectShopware(lab, [begun.shop]);
    await lab.karlaOf(begun.shop, ["backfill", "--json"]);
    await waitForRest(lab);
    const ofBeginning = {
      another_id_is_another_shop: reinstalled.outcome === "confirmed" && begun.shop.domain !== shop.shop.domain,
      the_former_one_is_parked: (await rowsOf(lab, shop)) === stored,
    };
    return { begun, outcomes: { ...ofMove, ...ofBeginning } };
  } finally {
    await moved.close();
  }
}

async function rowsOf({ database }: Lab, { shop }: ShopwareShop): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM inbox_event e JOIN shop s USING (shop_id) WHERE s.domain = $1",
    [shop.domain],
  );
  return rows[0]?.count ?? 0;
}
