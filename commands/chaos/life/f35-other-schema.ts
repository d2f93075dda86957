import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { sendOtherBodies } from "./other-bodies.ts";
import { answerOtherwise } from "./other-readings.ts";

/** What was sent of each kind, and how much of it was not answered 2xx. */
export interface OtherSchema {
  unusable: number;
  harmless: number;
  versions: number;
  refused: number;
}

export const F35: Fault = {
  id: "F35",
  suite: "life",
  title: "orders and headers of another version of the API: what is unknown is passed over, what is unusable says so",
  guard: "quarantine",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 1, env: UNHURRIED }, async (lab) => {
      const shop = await lab.openShop("f35");
      const sent = await play(shop, context);
      await waitForRest(lab);
      const check = await checkRun(lab, [shop]);
      const silent = sent.unusable - check.quarantined;
      return observation({
        context,
        symptoms: [],
        injected: {
          unusable_bodies: sent.unusable,
          harmless_bodies: sent.harmless,
          other_versions: sent.versions,
        },
        check,
        observed: { refused: sent.refused, reasons: await reasonsIn(lab) },
        broken: silent === 0 ? [] : [`${check.quarantined} events were quarantined, ${sent.unusable} cannot be used`],
        unmet: [
          ...(sent.refused > 0 ? [`${sent.refused} deliveries were not answered 2xx`] : []),
          ...(lab.deaths.length > 0 ? [`${lab.deaths.length} processes ended`] : []),
        ],
      });
    }),
};

function play(shop: SellingShop, { seed }: RunContext): Promise<OtherSchema> {
  switch (shop.platform) {
    case "shopify":
      return sendOtherBodies(shop, seed);
    case "shopware":
      return answerOtherwise(shop, seed);
  }
}

/** Different reasons for which something was quarantined. */
async function reasonsIn({ database }: Lab): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    "SELECT count(DISTINCT reason)::int AS count FROM inbox_event WHERE state = 'quarantined'",
  );
  return rows[0]?.count ?? 0;
}
