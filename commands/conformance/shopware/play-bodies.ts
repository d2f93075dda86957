import type { AppManifest } from "@karla/sandbox/shopware-manifest";
import type { ReplayedShop } from "@karla/sandbox/shopware-replay";
import type { CoreOrder } from "../../proof/core-order.ts";
import { readCore } from "../../proof/read-core.ts";
import type { StackStatus } from "../../stack.ts";
import { createShop } from "../create-shop.ts";
import { inParallel } from "../in-parallel.ts";
import type { StackScene } from "../on-stack.ts";
import { settledBy } from "../settled-by.ts";
import { openShop } from "./open-shop.ts";
import type { ShopwareBody } from "./prepare-bodies.ts";
import { sendToBridge } from "./send-to-bridge.ts";
import { TAKE_EVERY_STATE } from "./take-everything.ts";

const AT_A_TIME = 8;
const CALLS_AT_A_TIME = 3;

/** What the processes did, as seen from outside of them. */
export interface BodiesEvidence {
  once: StackStatus;
  /** After everything was sent a second time. */
  after: StackStatus;
  requestsOnce: number;
  bodies: ReadonlyMap<ShopwareBody, BodyEvidence>;
  stored: number;
  due: number;
}

export interface BodyEvidence {
  shopId: string;
  answers: readonly number[];
  /** By their ids. */
  held: ReadonlyMap<string, CoreOrder>;
}

/** Feeds each body twice, each to a shop of its own that has registered with the bridge. */
export async function playBodies(
  prepared: readonly ShopwareBody[],
  { stack, requests, say, signal, manifest }: StackScene & { manifest: AppManifest },
): Promise<BodiesEvidence> {
  if (stack.bridge === null) throw new Error("The bridge was not started.");
  const url = `${stack.bridge.url}/webhooks/shopware`;
  const { adminUser, adminKey } = stack.core;
  const settled = settledBy({ stack, say, signal });
  const shops = new Map<ShopwareBody, Awaited<ReturnType<typeof openShop>>>();
  const answers = new Map<ShopwareBody, number[]>();
  const shopOf = (body: ShopwareBody): ReplayedShop => {
    const shop = shops.get(body);
    if (shop === undefined) throw new Error("A body has no shop.");
    return shop;
  };
  const sendAll = () =>
    inParallel(AT_A_TIME, prepared, async (each) => {
      signal.throwIfAborted();
      const recorded = { body: each.body.bytes.toString("utf8"), headers: each.body.headers };
      const status = await sendToBridge(recorded, { shop: shopOf(each), url, now: Date.now });
      answers.set(each, [...(answers.get(each) ?? []), status]);
    });
  try {
    say(`Registering ${prepared.length} shops …`);
    await inParallel(AT_A_TIME, prepared, async (each) => {
      await createShop(stack.core, each.slug, "shopware");
      shops.set(each, await openShop(manifest, { seed: prepared.indexOf(each) + 1, now: Date.now, signal }));
    });
    await stack.connectShops(
      prepared.map((each) => ({
        platform: "shopware",
        domain: shopOf(each).shopId(),
        slug: each.slug,
        coreUser: adminUser,
        coreKey: adminKey,
        settings: { ...TAKE_EVERY_STATE },
      })),
    );
    // An import begins when a shop registers. Here it must not find what a message should tell.
    await inParallel(CALLS_AT_A_TIME, prepared, async (each) => {
      signal.throwIfAborted();
      await stack.backfill(shopOf(each).shopId(), "shopware");
    });
    const before = await stack.status();
    for (const each of prepared) if (each.answer !== null) shopOf(each).show(each.answer);
    say(`Sending ${prepared.length} bodies to the bridge …`);
    await sendAll();
    const once = await settled();
    const requestsOnce = requests.length;
    say("Sending everything again …");
    await sendAll();
    const after = await settled();
    const evidence = new Map<ShopwareBody, BodyEvidence>();
    await inParallel(AT_A_TIME, prepared, async (each) => {
      const held = await readCore({ url: stack.core.url, slug: each.slug, user: adminUser, key: adminKey, fetch });
      evidence.set(each, { shopId: shopOf(each).shopId(), answers: answers.get(each) ?? [], held });
    });
    const acknowledged = [...answers.values()].flat().filter((status) => status >= 200 && status < 300).length;
    const read = [...shops.values()].reduce((sum, shop) => sum + shop.read(), 0);
    return {
      once,
      after,
      requestsOnce,
      bodies: evidence,
      stored: after.events.total - before.events.total,
      due: acknowledged + read,
    };
  } finally {
    await Promise.all([...shops.values()].map((shop) => shop.close()));
  }
}
