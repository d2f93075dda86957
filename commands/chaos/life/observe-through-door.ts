import type { Observation, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { untilCompared } from "./comparisons.ts";
import { type FrontDoor, openFrontDoor } from "./open-front-door.ts";

const HEARD = "SELECT count(*)::int AS count FROM inbox_event WHERE topic = 'karla/shipment_out_for_delivery'";

/** A fault's run with one shop that has the app, and of which Karla tells the receiver by a door that the lab stands at. */
export async function observeThroughDoor(
  context: RunContext,
  slug: string,
  run: (lab: Lab, shop: SellingShop, door: FrontDoor) => Promise<Observation>,
): Promise<Observation> {
  // The core has to know where the receiver will be before it is there.
  const door = await openFrontDoor();
  const env = { ...UNHURRIED, SHOPIFY_APP_URL: door.url, SHOPWARE_BRIDGE_URL: door.url };
  const installed = { slugs: [slug], plan: "standard" } as const;
  try {
    return await observeInLab(context, { receivers: 1, workers: 1, env, installed }, async (lab) => {
      // A shop registers by this door.
      door.leadTo(lab.receivers[0]?.url ?? "");
      const shop = await lab.openShop(slug);
      await untilCompared(lab, shop.shop.domain, 1);
      return run(lab, shop, door);
    });
  } finally {
    await door.close();
  }
}

/** How many events of parcels that are out for delivery the inbox holds. */
export function heardIn(lab: Lab): Promise<number> {
  return countIn(lab, HEARD);
}

/** What this query says of `count`. */
export async function countIn({ database }: Lab, query: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(query);
  return rows[0]?.count ?? 0;
}
