import { setTimeout as sleep } from "node:timers/promises";
import type { BookedOrder } from "@karla/sandbox/booked-order";
import { type BookEntry, fillBooks } from "@karla/sandbox/fill-books";
import { BAD_DAY, type Plays } from "@karla/sandbox/plan-deliveries";
import { createShopwareShop, type ShopwareShop } from "@karla/sandbox/shopware-shop";
import { z } from "zod";
import { judgeCircle } from "../proof/circle/judge-circle.ts";
import { readCore } from "../proof/read-core.ts";
import { expectedShopwareOrder } from "../proof/shopware/expected-order.ts";
import { shopwareEntry } from "../proof/shopware/shopware-books.ts";
import { packagedApp } from "../shopware-package/packaged-app.ts";
import type { Stack } from "../stack.ts";
import { waitUntilSettled } from "../wait-until-settled.ts";
import { shopwareCircleOrdersOf, startsAtShopware, toldAtShopware } from "./circle-of-shopware.ts";
import { createShopAtCore } from "./create-shop-at-core.ts";
import { judgeShopware, type SentCounts } from "./judge-shopware.ts";
import { readPages } from "./read-pages.ts";
import { SHOPWARE_MAPPING } from "./shopware-mapping.ts";
import type { Side } from "./side.ts";
import { untilSubscribed } from "./until-subscribed.ts";

const DAY_MS = 86_400_000;
/** The shop's orders were all placed and shipped in these days. */
const DAYS = 14;
/** Whoever reads an order in between sees it as it stands then. */
const WAVES = 5;
const BETWEEN_WAVES_MS = 3000;
/** As on Shopify's bad day, and some messages are lost: a shop without a queue sends each of them once. */
const PLAYS: Plays = { ...BAD_DAY, lost: 0.05, latePlaces: 40 };
const TRIES = 3;

/** What the operator's command says of a comparison. */
const Comparison = z.object({ from: z.string(), found: z.array(z.unknown()) });

export interface ShopwareSideSetup {
  stack: Stack;
  appSecret: string;
  /** The shop's name at the core. */
  slug: string;
  seed: number;
  orders: number;
  say: (line: string) => void;
}

/** A Shopware shop that installs the packaged app by its own handshake, sells, and lets every fifth order be shipped unheard. */
export async function openShopwareSide(setup: ShopwareSideSetup): Promise<Side> {
  const { stack, slug, say } = setup;
  const now = Date.now();
  const shop = createShopwareShop({
    seed: now % 1_000_000,
    now: Date.now,
    sleep: (ms) => sleep(ms),
    fetch,
    policy: "queue",
    scale: 0.1,
    plays: PLAYS,
    concurrency: 4,
    retold: true,
  });
  const { close } = await shop.listen();
  const startAt = now - DAYS * DAY_MS;
  const books = fillBooks({ seed: setup.seed, orders: setup.orders, shopDomain: slug, startAt });
  const entries = books.entries.flatMap(({ history }) => shopwareEntry(history) ?? []);
  const at = { platform: "shopware" as const, domain: shop.shopId() };
  const status = () => stack.status(at);
  const parcels = (): string[] =>
    entries.flatMap((entry) => {
      const expected = expectedShopwareOrder(entry);
      return expected.outcome === "held" ? expected.order.trackings.map(({ tracking_number }) => tracking_number) : [];
    });
  return {
    async install() {
      if (stack.bridge === null) throw new Error("the bridge does not run");
      const { adminUser, adminKey } = stack.core;
      await createShopAtCore(stack.core, slug, "shopware");
      const installed = await shop.registerApp(packagedApp({ url: stack.bridge.url, secret: setup.appSecret }));
      if (installed.outcome !== "confirmed")
        throw new Error(`The bridge refused the shop: ${JSON.stringify(installed)}`);
      // Whatever state an order is in.
      const settings = { orderStates: null, deliveryStates: null };
      await stack.connectShops([{ ...at, slug, coreUser: adminUser, coreKey: adminKey, settings }]);
      await stack.publishMapping(at.domain, SHOPWARE_MAPPING, "shopware");
      await untilSubscribed(stack.core, slug);
    },
    async play() {
      say(`Shopware: ${entries.length} orders, of which every fifth is shipped without a message …`);
      for (const wave of wavesOf(books.entries)) {
        await shop.send(shop.enter(wave));
        await sleep(BETWEEN_WAVES_MS);
      }
      const { received, neverSent } = countsOf(shop);
      say(`Shopware: acknowledged ${received} deliveries; ${neverSent} never left the shop.`);
    },
    async compare() {
      // What is on its way by a message is not what no message told.
      await waitUntilSettled({ status, now: Date.now, sleep: (ms) => sleep(ms), look: () => undefined });
      say("Shopware: comparing the shop with the books, for what no message told …");
      try {
        return { found: await comparedSince(stack, at.domain, new Date(startAt).toISOString()), failure: null };
      } catch (error) {
        return { found: 0, failure: error instanceof Error ? error.message : String(error) };
      }
    },
    status,
    parcels,
    said: () => shop.journal.sent().length + shop.journal.triggers().length,
    async judge({ before, after, compared, journal }) {
      const { url, adminUser: user, adminKey: key } = stack.core;
      const held = await readCore({ url, slug, user, key, fetch });
      const orders = shopwareCircleOrdersOf(entries);
      const circle = judgeCircle({
        orders,
        journal,
        asked: parcels(),
        starts: startsAtShopware,
        effects: toldAtShopware(shop),
        fulfillmentEvents: [],
        pages: await readPages({ url, slug, orders, held }),
      });
      return judgeShopware({ entries, sent: countsOf(shop), compared, held, before, after, circle });
    },
    close: () => void close(),
  };
}

/** All versions of all orders in the order in which they came to be, in waves. */
function wavesOf(entries: readonly BookEntry[]): BookedOrder[][] {
  const versions = entries.flatMap(({ history }) => history).sort((left, right) => left.updatedAt - right.updatedAt);
  const size = Math.ceil(versions.length / WAVES);
  return Array.from({ length: WAVES }, (_, index) => versions.slice(index * size, (index + 1) * size));
}

/** One that was under way already ends first, and has looked at another time. */
async function comparedSince(stack: Stack, shopId: string, since: string): Promise<number> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const { from, found } = Comparison.parse(await stack.reconcile(shopId, since, "shopware"));
    if (from === since) return found.length;
  }
  throw new Error("The Shopware shop could not be compared with the books.");
}

function countsOf({ journal }: ShopwareShop): SentCounts {
  const ofOrders = journal.sent().filter(({ orderId }) => orderId !== null);
  const isGood = ({ status }: (typeof ofOrders)[number]): boolean =>
    status !== undefined && status >= 200 && status < 300;
  const good = ofOrders.filter(isGood);
  const distinct = (tries: typeof ofOrders, key: (sent: (typeof ofOrders)[number]) => string): number =>
    new Set(tries.map(key)).size;
  const event = ({ eventId }: (typeof ofOrders)[number]): string => eventId;
  const body = ({ eventId, at }: (typeof ofOrders)[number]): string => `${eventId} ${Math.floor(at / 1000)}`;
  return {
    received: good.length,
    events: distinct(ofOrders, event),
    acknowledged: distinct(good, event),
    bodies: distinct(ofOrders, body),
    acknowledgedBodies: distinct(good, body),
    neverSent: journal.unsent().length,
  };
}
