import { setTimeout as sleep } from "node:timers/promises";
import { fillBooks } from "@karla/sandbox/fill-books";
import { createJournal } from "@karla/sandbox/journal";
import { BAD_DAY } from "@karla/sandbox/plan-deliveries";
import { seededRandom } from "@karla/sandbox/random";
import { createSender, SHOPIFY_RETRIES_MS } from "@karla/sandbox/sender";
import { judgeCircle } from "../proof/circle/judge-circle.ts";
import { expectedOrder } from "../proof/expected-order.ts";
import { readCore } from "../proof/read-core.ts";
import type { Stack } from "../stack.ts";
import { circleOrdersOf, startsAtShopify, toldAtShopify } from "./circle-of-shopify.ts";
import { createShopAtCore } from "./create-shop-at-core.ts";
import { DEMO_MAPPING } from "./demo-mapping.ts";
import { judge } from "./judge.ts";
import { readPages } from "./read-pages.ts";
import type { ShopAdmin } from "./shop-admin.ts";
import type { Side } from "./side.ts";
import { untilSubscribed } from "./until-subscribed.ts";

/** Four hours of tries in half a minute. */
const RETRIES_MS = SHOPIFY_RETRIES_MS.map((ms) => ms / 600);

export interface ShopifySideSetup {
  stack: Stack;
  admin: ShopAdmin;
  /** What the shop signs with. */
  secret: string;
  /** The shop's name at the core. */
  slug: string;
  domain: string;
  seed: number;
  orders: number;
  say: (line: string) => void;
}

/** A Shopify shop that sends signed webhooks on a bad day, with repeats and disorder. */
export function openShopifySide(setup: ShopifySideSetup): Side {
  const { stack, admin, slug, domain, seed, say } = setup;
  const { url, adminUser, adminKey } = stack.core;
  const books = fillBooks({ seed, orders: setup.orders, shopDomain: domain });
  const journal = createJournal();
  const sender = createSender({
    url: `${stack.receiver.url}/webhooks/shopify`,
    shopDomain: domain,
    secret: setup.secret,
    plays: BAD_DAY,
    random: seededRandom(seed),
    journal,
    fetch,
    now: Date.now,
    sleep: (ms) => sleep(ms),
    retriesMs: RETRIES_MS,
  });
  const parcels = (): string[] =>
    books.entries.flatMap(({ order, history }) => {
      const expected = expectedOrder(order, history);
      return expected.outcome === "held" ? expected.order.trackings.map(({ tracking_number }) => tracking_number) : [];
    });
  return {
    async install() {
      await createShopAtCore(stack.core, slug);
      await stack.connectShops([
        { platform: "shopify", domain, slug, coreUser: adminUser, coreKey: adminKey, settings: {} },
      ]);
      await stack.publishMapping(domain, DEMO_MAPPING);
      await admin.openApp(stack.receiver.url);
      await untilSubscribed(stack.core, slug);
    },
    async play() {
      // Not before: what the shop has when the app is installed is imported, and shall come by messages here.
      admin.book(books.entries.map(({ order }) => order));
      const [events, orders] = [books.webhooks.length, books.entries.length];
      say(`Shopify: sending ${events} events of ${orders} orders, some twice, many in disorder …`);
      await sender.send(books.webhooks);
      say(`Shopify: acknowledged ${journal.counts().received} deliveries.`);
    },
    // Every event arrives, and tells all.
    compare: async () => ({ found: 0, failure: null }),
    status: () => stack.status({ platform: "shopify", domain }),
    parcels,
    said: () => admin.told.triggers().length + admin.told.fulfillmentEvents().length,
    async judge({ before, after, journal: carrier }) {
      const { entries } = books;
      const held = await readCore({ url, slug, user: adminUser, key: adminKey, fetch });
      const orders = circleOrdersOf(entries);
      const circle = judgeCircle({
        orders,
        journal: carrier,
        asked: parcels(),
        starts: startsAtShopify,
        ...toldAtShopify(admin.told),
        pages: await readPages({ url, slug, orders, held }),
      });
      return judge({
        entries,
        journal: journal.counts(),
        readings: admin.readings(),
        domain,
        held,
        before,
        after,
        circle,
      });
    },
    close: admin.close,
  };
}
