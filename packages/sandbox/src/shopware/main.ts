import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createCoreReader } from "../live/core-reader.ts";
import { createLiveShop } from "../live/live-shop.ts";
import { pastOrders } from "../live/past-orders.ts";
import { watchCore } from "../live/watch-core.ts";
import { createPage } from "../page/create-page.ts";
import { pause } from "../pause.ts";
import { BAD_DAY } from "../shopify/sender/plan-deliveries.ts";
import { createAdministration } from "./administration/create-administration.ts";
import { readManifest } from "./app/read-manifest.ts";
import { amountsOf } from "./books/amounts-of-order.ts";
import { createShopwareShop } from "./create-shopware-shop.ts";
import { readEnv } from "./env.ts";
import { keepShop, readKeptShop } from "./live/kept-shop.ts";
import { codesOf, matchOrder } from "./live/match-order.ts";

/** A Shopware shop that installs the app, sells on its own and shows what became of it. Started by `npm start`. */

const SHOWN = 40;
const KEPT = 400;
const PAST_DAYS = 90;
/** It shares the machine with the other sandbox shop. */
const BETWEEN_ORDERS_MS = [2500, 5000] as const;
/** The bridge may be starting still. */
const REGISTER_AGAIN_MS = 2000;
const REGISTRATIONS = 15;

const settings = readEnv();
const now = (): number => Date.now();
const seed = settings.seed ?? now() % 1_000_000;
const stop = new AbortController();
const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const kept = readKeptShop(settings.file);
const site = new Hono();
const server = serve({ fetch: site.fetch, hostname: "127.0.0.1", port: settings.port });
await new Promise((resolve) => server.once("listening", resolve));
const address = server.address();
const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : settings.port}`;

const shop = createShopwareShop({
  seed,
  now,
  sleep: pause,
  fetch,
  url,
  // It signs a second registration with the secret it has, which is what lets it come back.
  core: "new",
  version: "6.7.8.1",
  identity: kept,
  keep: (identity) => keepShop(settings.file, { ...kept, ...identity, secrets: [...identity.secrets] }),
  // Without a queue each message is sent once; those that get lost are found by comparing.
  plays: { ...BAD_DAY, latePlaces: 0, delayed: 0.15, delayMs: 1500, stormSize: 0, lost: 0.03 },
  concurrency: 4,
  signal: stop.signal,
});

// Numbers that go on after a restart, so that the core is not told two orders of one number.
const numberAt = (at: number): number => 10_001 + Math.floor((at - Date.UTC(2026, 0, 1)) / 1000);
const { past } = kept;
const history = pastOrders({
  seed: past.seed,
  orders: settings.pastOrders,
  days: PAST_DAYS,
  firstNumber: numberAt(past.startedAt) - settings.pastOrders,
  now: past.startedAt,
});
// Imported when the app is installed.
shop.enter(history);

const live = createLiveShop({
  seed,
  firstNumber: numberAt(now()),
  history: [],
  tell: async (order) => {
    await shop.send(shop.enter([order]));
    shop.forgetAllBut(KEPT + settings.pastOrders);
  },
  betweenOrdersMs: BETWEEN_ORDERS_MS,
  now,
  sleep: pause,
  keep: KEPT,
});

const newest = () => shop.newest(SHOWN).map((order) => ({ ...order, id: shop.idOf(order.booked) }));
const core = watchCore({
  read: createCoreReader({ ...settings.core, fetch }),
  newest,
  isAwaited: (order, held) => matchOrder(order, held).state === "on_its_way",
  sleep: pause,
});

site.route(
  "/",
  createPage({
    platform: "shopware",
    nonce: () => randomBytes(16).toString("base64"),
    shown: () => {
      const { events, acknowledged } = shop.journal.counts();
      const counts = { events, acknowledged, orders: live.sold(), inCore: core.seen() };
      const orders = newest().map((order) => ({
        name: String(order.booked.number),
        kind: order.booked.kinds[0] ?? "plain",
        total: amountsOf(order.booked).total,
        currency: order.booked.currency,
        parcels: codesOf(order).length,
        match: matchOrder(order, core.held(order.id)),
      }));
      return { orders, counts, coreAnswers: core.answers() };
    },
  }),
);
site.route(
  "/",
  createAdministration({
    moduleUrl: (language) => {
      const app = shop.app();
      const source = app?.manifest.mainModule ?? null;
      return source === null || app?.secret == null ? null : shop.moduleUrl(source, language);
    },
    nonce: () => randomBytes(16).toString("base64"),
  }),
);
site.all("/api/*", (context) => shop.fetch(context.req.raw));

await install();
say({ msg: "listening", url, seed, shopId: shop.shopId() });

const work = Promise.all([settings.sells ? live.run(stop.signal) : null, core.run(stop.signal)]);

async function install(): Promise<void> {
  const read = (path: string): string | null => {
    const file = join(settings.appFolder, path);
    return existsSync(file) ? readFileSync(file, "utf8") : null;
  };
  const manifest = readManifest({ manifest: read("manifest.xml") ?? "", flow: read("Resources/flow.xml") });
  for (let left = REGISTRATIONS; ; left -= 1) {
    const result = await shop.register(manifest);
    if (result.outcome === "confirmed") return;
    const why = result.outcome === "refused" ? result.message : result.outcome;
    if (result.outcome !== "unknown" || left === 1) throw new Error(`The app could not be installed: ${why}`);
    await pause(REGISTER_AGAIN_MS, stop.signal);
  }
}

const leave = async (): Promise<void> => {
  if (stop.signal.aborted) return;
  stop.abort();
  server.close();
  await work;
  say({ msg: "stopped", ...shop.journal.counts() });
  process.exit(0);
};
process.once("SIGTERM", () => void leave());
process.once("SIGINT", () => void leave());
