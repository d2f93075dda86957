import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { readEnv } from "./env.ts";
import { createCoreReader } from "./live/core-reader.ts";
import { createLiveAdmin } from "./live/live-admin.ts";
import { createLiveShop } from "./live/live-shop.ts";
import { matchOf, parcelNumbers } from "./live/match.ts";
import { pastOrders } from "./live/past-orders.ts";
import { watchCore } from "./live/watch-core.ts";
import { createPage } from "./page/create-page.ts";
import { pause } from "./pause.ts";
import { seededRandom } from "./random.ts";
import { extensionFiles } from "./shopify/admin/told/extension-files.ts";
import { readFlowTriggers } from "./shopify/admin/told/read-flow-triggers.ts";
import { createJournal } from "./shopify/sender/journal.ts";
import { BAD_DAY } from "./shopify/sender/plan-deliveries.ts";
import { createSender, SHOPIFY_RETRIES_MS } from "./shopify/sender/sender.ts";
import { createStorefront } from "./shopify/storefront/create-storefront.ts";
import { webhooksOfChange } from "./shopify/webhooks-of-change.ts";

/** A shop that sells on its own and shows what became of it. Started by `npm start`. */

const SHOWN = 40;
const KEPT = 400;
const PAST_DAYS = 90;
/** While somebody watches, four hours of tries take two minutes. */
const RETRIES_MS = SHOPIFY_RETRIES_MS.map((ms) => ms / 120);

const settings = readEnv();
const now = (): number => Date.now();
const kept = KEPT + settings.pastOrders;
const seed = settings.seed ?? now() % 1_000_000;
const stop = new AbortController();
const journal = createJournal();

const { app, shopDomain, secret } = settings;
const nonce = (): string => randomBytes(16).toString("base64");
const admin = createLiveAdmin({
  shopDomain,
  app: app === null ? null : { ...app, clientSecret: secret },
  flowTriggers: settings.extensionsFolder === null ? [] : readFlowTriggers(extensionFiles(settings.extensionsFolder)),
  books: () => shop.newest(kept),
  send: (webhooks) => sender.send(webhooks),
  now,
  nonce,
  secret: () => randomBytes(16).toString("hex"),
  uuid: randomUUID,
});

const sender = createSender({
  url: settings.receiverUrl,
  shopDomain,
  secret,
  // Single changes are sent here, so there is no line to fall back in and nothing to storm with.
  plays: { ...BAD_DAY, latePlaces: 0, delayed: 0.15, delayMs: 1500, stormSize: 0 },
  random: seededRandom(seed),
  journal,
  fetch,
  now,
  sleep: pause,
  retriesMs: RETRIES_MS,
  isWanted: admin.isWanted,
  signal: stop.signal,
});

// A number that goes on after a restart, so that the core is not told two orders of one number.
const firstNumber = 1001 + Math.floor((now() - Date.UTC(2026, 0, 1)) / 1000);
const shop = createLiveShop({
  seed,
  firstNumber,
  tell: (order, change, random) => sender.send(webhooksOfChange(order, change, shopDomain, random)),
  // Imported when the app is installed.
  history: pastOrders({
    seed,
    orders: settings.pastOrders,
    days: PAST_DAYS,
    firstNumber: firstNumber - settings.pastOrders,
    now: now(),
  }),
  now,
  sleep: pause,
  keep: kept,
});

const newest = () => shop.newest(SHOWN);
const core = watchCore({
  read: createCoreReader({ ...settings.core, fetch }),
  newest,
  isAwaited: (order, held) => matchOf(order, held).state === "on_its_way",
  sleep: pause,
});

const page = createPage({
  platform: "shopify",
  nonce,
  shown: () => {
    const { events, acknowledged } = journal.counts();
    const counts = { events, acknowledged, orders: shop.sold(), inCore: core.seen() };
    const orders = newest().map((order) => ({
      name: order.name,
      kind: order.kinds[0] ?? "plain",
      total: order.totals.total,
      currency: order.currency,
      parcels: parcelNumbers(order).length,
      match: matchOf(order, core.held(order.id)),
    }));
    return { orders, counts, coreAnswers: core.answers() };
  },
});

const site = new Hono();
site.route("/", page);
site.route("/", admin.site);
if (app !== null && settings.extensionsFolder !== null) {
  const storefront = createStorefront({
    shopDomain,
    shopName: "Sandbox shop",
    app: { url: app.url, clientSecret: secret },
    extension: join(settings.extensionsFolder, "tracking-page"),
    orders: () => shop.newest(kept),
    fetch,
    now,
  });
  site.route("/", storefront);
}

const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const server = serve({ fetch: site.fetch, hostname: "127.0.0.1", port: settings.port }, ({ port }) => {
  say({ msg: "listening", url: `http://127.0.0.1:${port}`, seed });
});

const work = Promise.all([settings.sells ? shop.run(stop.signal) : null, core.run(stop.signal)]);

const leave = async (): Promise<void> => {
  if (stop.signal.aborted) return;
  stop.abort();
  server.close();
  await work;
  say({ msg: "stopped", ...journal.counts() });
  process.exit(0);
};
process.once("SIGTERM", () => void leave());
process.once("SIGINT", () => void leave());
