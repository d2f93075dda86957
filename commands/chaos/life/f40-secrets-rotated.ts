import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { untilSubscribed } from "../../demo/until-subscribed.ts";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { heardIn, observeThroughDoor } from "./observe-through-door.ts";
import type { FrontDoor } from "./open-front-door.ts";
import { rotationOf } from "./rotate-signature.ts";
import { type Load, sellAllTheWhile } from "./sell-all-the-while.ts";
import { tellCore } from "./tell-core.ts";

/** A worker believes for two seconds what it last read of a shop. */
const SEEN_BY_ALL_MS = 3_000;
const SIGNED_MS = 1_000;

const Resealed = z.object({ shopKeys: z.number(), sessions: z.number(), bodies: z.number(), unreadable: z.number() });

export const F40: Fault = {
  id: "F40",
  suite: "life",
  title:
    "every secret is rotated while the shop sells: nothing reads 401 while both are good, nothing is lost, and the former ones open nothing",
  guard: "overlap",
  run: (context) =>
    observeThroughDoor(context, "f40", async (lab, shop, door) => {
      const load = sellAllTheWhile(shop, context);
      try {
        return await rotateAll(lab, { shop, door, load }, context);
      } finally {
        await load.stop();
      }
    }),
};

interface Stage {
  shop: SellingShop;
  door: FrontDoor;
  load: Load;
}

async function rotateAll(lab: Lab, stage: Stage, context: RunContext) {
  const { shop, door, load } = stage;
  const isWhole = context.without === null;
  const former = readFileSync(join(lab.dataDir, "master-key"), "utf8").trim();
  const master = { KARLA_MASTER_KEY: randomBytes(32).toString("base64"), KARLA_MASTER_KEYS_PREVIOUS: former };
  await until(() => load.sold() > 1);
  const rotation = rotationOf(lab, shop, context.seed);
  const signed = await rotation.begin(isWhole ? master : {});
  await sleep(SIGNED_MS);
  const webhooks = isWhole ? await rotateWebhook(lab, stage) : 0;
  const resealed = isWhole ? await rekey(lab) : null;
  if (isWhole) await rotateKey(lab, shop);
  const inOverlap = load.refused() + signed.filter((status) => status === 401).length;
  const late = isWhole ? await rotation.end({ KARLA_MASTER_KEYS_PREVIOUS: undefined }) : 401;
  await sleep(SIGNED_MS);
  await load.stop();
  shop.book();
  await comeToRest(lab, context);
  if (isWhole) {
    // What was signed with the former secret only was never heard: the shop still shows it.
    const since = new Date(Date.now() - 86_400_000).toISOString();
    await lab.karlaOf(shop.shop, ["reconcile", "--since", since, "--json"]);
    await waitForRest(lab);
  }
  const told = isWhole ? 2 : 0;
  const heard = await heardIn(lab);
  const refusedOfCore = door.passed.filter(({ status }) => status === 401).length;
  const { unreadable = 0, ...sealed } = resealed ?? {};
  return observation({
    context,
    symptoms: [],
    injected: {
      signatures_rotated: 1,
      sold_meanwhile: load.sold(),
      ...(isWhole
        ? {
            webhooks_at_core: webhooks,
            keys_rotated: 1,
            sealed_anew: Object.values(sealed).reduce((sum, count) => sum + count, 0),
          }
        : {}),
    },
    check: await checkRun(lab, [shop]),
    observed: { refused_in_overlap: inOverlap, refused_of_core: refusedOfCore, heard, unreadable },
    broken: inOverlap > 0 ? [`${inOverlap} messages were refused while both secrets were good`] : [],
    unmet: [
      ...(refusedOfCore > 0 ? [`${refusedOfCore} of Karla's messages were refused`] : []),
      ...(heard === told ? [] : [`${heard} of ${told} events of Karla's are there`]),
      ...(late === 401 ? [] : [`what the former secret signed read ${late} in the end`]),
      ...(webhooks === (isWhole ? 2 : 0) ? [] : [`the core has ${webhooks} webhooks while both are good`]),
      ...(unreadable === 0 ? [] : [`${unreadable} rows could not be sealed anew`]),
    ],
  });
}

/** The core gets another webhook beside the one that it has, and tells of a parcel before and after. Gives how many it has. */
async function rotateWebhook(lab: Lab, { shop, door }: Stage): Promise<number> {
  await untilSubscribed(lab.core, shop.shop.slug);
  const addresses = () => new Set(door.passed.filter(({ path }) => path.startsWith("/webhooks/karla/")).map(pathOf));
  const orders = shop.entries.slice(0, 2).map(({ order }) => shop.idOf(order));
  for (const [index, orderId] of orders.entries()) {
    if (index > 0) {
      await lab.karlaOf(shop.shop, ["rotate-webhooks"]);
      await untilSubscribed(lab.core, shop.shop.slug, 2);
    }
    const event = { slug: shop.shop.slug, orderId, event: "OUT_FOR_DELIVERY" };
    // Its parcel may still be on its way.
    await until(() =>
      tellCore(lab, event).then(
        () => true,
        () => false,
      ),
    );
    await until(async () => (await heardIn(lab)) > index && addresses().size > index);
  }
  return addresses().size;
}

const pathOf = ({ path }: { path: string }): string => path;

async function rotateKey(lab: Lab, shop: SellingShop): Promise<void> {
  await lab.giveNewKey(shop.shop, { beside: true });
  await sleep(SEEN_BY_ALL_MS);
  lab.endFormerKeys(shop.shop);
}

async function rekey(lab: Lab): Promise<z.infer<typeof Resealed>> {
  return Resealed.parse(JSON.parse(await lab.karla(["rekey", "--json"])));
}
