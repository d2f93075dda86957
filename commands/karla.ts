import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { readKeptFor } from "@karla/runtime/env";
import { readMasterKeys } from "@karla/store/master-key";
import { migrate } from "@karla/store/migrate";
import { openDatabase } from "@karla/store/open-database";
import { openStore } from "@karla/store/open-store";
import { stopEmbeddedPostgres } from "@karla/store/stop-embedded-postgres";
import { systemClock } from "@karla/sync/clock";
import type { Platform, ShopId } from "@karla/sync/ids";
import { createReplayDesk } from "@karla/sync/replay-desk";
import type { Pool } from "pg";
import { readCommandEnv } from "./env.ts";
import { runBackfill } from "./karla/backfill.ts";
import { exportReceipts, importReceipts } from "./karla/carry-receipts.ts";
import { runCertificate } from "./karla/certificate.ts";
import { runExport } from "./karla/export.ts";
import { runMapping } from "./karla/mapping.ts";
import { normalisersOf } from "./karla/normalisers.ts";
import { readRange } from "./karla/read-range.ts";
import { readRegistrations } from "./karla/read-registrations.ts";
import { runReconcile } from "./karla/reconcile.ts";
import { runRedact } from "./karla/redact.ts";
import { runRekey } from "./karla/rekey.ts";
import { runReplay } from "./karla/replay.ts";
import { replayGivenUp } from "./karla/replay-given-up.ts";
import { runShopwareMove } from "./karla/shopware-move.ts";
import { trackLink } from "./karla/track-link.ts";
import { runUnmute } from "./karla/unmute.ts";
import { writeReceipts } from "./karla/write-receipts.ts";
import { writeStatus } from "./karla/write-status.ts";

const USAGE = `The operator's hand: npm run karla -- VERB

  status [--json]                          what is received, pending, quarantined, delivered, and which problems are open
         [--shop DOMAIN]                       of one shop
         [--platform shopify|shopware]     of the shop, here and below; default shopify
  replay [--shop DOMAIN] [--apply]         how many quarantined events and dead letters there are; --apply puts them back to work
  replay --shop DOMAIN                     what it would do, order by order, to merge an event anew (its id, or the sender's delivery
         (--event ID | --order ID[,ID] |       id), or to deliver orders again: these, or all of which something was received in a time
          --from TIME --to TIME)               (at most 1,000, or --limit N up to 10,000; --after ORDER goes on with one broken off)
         [--mapping current|delivered|N]       with the published mapping, the one of the last delivery, or version N (0: none)
         [--apply] [--with-effects] [--json]   --apply does it, quietly: --with-effects has customers, workflows and the shop hear again
  connect --file FILE                      connect shops to the core, or change their settings: a JSON list of
                                           {platform, domain, slug, username, key, settings}; "-" reads standard input
  mapping export --shop DOMAIN [--file FILE]           the shop's published mapping, or its draft before that
  mapping import --shop DOMAIN --file FILE [--publish] check a mapping, keep it as the draft; published only if asked for,
         [--orders N] [--confirm] [--resync]           and if orders would newly fail only with --confirm; --resync sends
                                                       those of the last N orders again whose payload is another one now
  mapping dry-run --shop DOMAIN [--file FILE]          what the draft, or a file, would change at the shop's last orders
         [--orders N] [--json]                         default 50, at most 1,000; writes nothing
  mapping fields --shop DOMAIN [--orders N] [--json]   what those orders carry that a mapping can read
  reconcile --shop DOMAIN [--since DATE]   compare the shop with our books now, read what they lack, and say which orders those
         [--json]                          were; done by the worker, and by itself every quarter of an hour
  backfill --shop DOMAIN [--days N]        import the shop's orders of the last N days (default: all that the app is given), or
           [--json]                        go on with an import that was paused; done by the worker, newest orders first
  certificate --shop DOMAIN [--days N]     what the shop, our books and the core have of the orders of today and the days before,
         [--json | --csv] [--fresh]        1 to 90 in all, and which are missing or left out; --fresh has the worker count
                                           these anew first; by itself it counts today every hour, and each day when it is over
  shopware-move --shop ID [--url URL]      who asked to move a Shopware shop to another address without its signature; with URL
                                           the shop may register from there within 24 hours
  track-link --shop DOMAIN --order ID      a link that opens this order on the shop's tracking page without its zip code, for half
                                           a year; ID is Shopify's own. Whoever has it sees the order
  unmute --shop DOMAIN --order ID          have the shop hear again of an order that a workflow of Shopify Flow has muted; ID is
                                           Shopify's own. What happened meanwhile stays untold
  redact --shop DOMAIN                     say what would be erased of a customer (by the platform's id, the address, or both), of an
         [--customer ID] [--email ADDRESS]     order, or of a shop that has not installed the app; --confirm has the worker erase it, for
         [--order ID] [--all] [--confirm]      good, and prints the receipt
  export --shop DOMAIN                     what is held of a customer, as JSON: by the platform's id, the address, an order, or as a
         (--customer ID | --email ADDRESS |    request that the shop passed on (its KEY stands in receipts); --answered closes that
          --order ID | --request KEY)          request, once the customer has the answer. The file is readable for its owner alone
         [--answered] [--file FILE]
  receipts [--shop DOMAIN] [--json]        what was asked to be erased, by whom, what came of it, and what Karla has to be asked for;
                                           and customers' requests for their data
  receipts export [--file FILE]            write them into a file, with the tombstones that keep the erased from coming back; it names
  receipts import --file FILE              nobody. Put in after a backup was put back, before workers run: they erase it once more
  rekey [--json]                           seal anew under the current master key what former ones sealed; once it says that nothing
                                           is left, those can be taken away. Broken off, it goes on where it was
  rotate-webhooks --shop DOMAIN            have the core sign what it tells this shop's receiver with a new secret; what is signed
                                           with the one before is taken for another hour
  stop-database                            end the embedded database of the data folder
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    shop: { type: "string" },
    url: { type: "string" },
    platform: { type: "string", default: "shopify" },
    order: { type: "string" },
    request: { type: "string" },
    answered: { type: "boolean", default: false },
    file: { type: "string" },
    orders: { type: "string", default: "50" },
    publish: { type: "boolean", default: false },
    confirm: { type: "boolean", default: false },
    customer: { type: "string" },
    email: { type: "string" },
    all: { type: "boolean", default: false },
    since: { type: "string" },
    days: { type: "string" },
    csv: { type: "boolean", default: false },
    fresh: { type: "boolean", default: false },
    resync: { type: "boolean", default: false },
    event: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    after: { type: "string", default: "" },
    limit: { type: "string", default: "1000" },
    mapping: { type: "string", default: "current" },
    apply: { type: "boolean", default: false },
    "with-effects": { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
const [verb, action] = positionals;
const env = readCommandEnv();
const complain = { info: () => {}, warn: () => {}, error: (_: object, message: string) => console.error(message) };

async function withDatabase<Result>(run: (pool: Pool) => Promise<Result>): Promise<Result> {
  const database = await openDatabase({
    url: env.DATABASE_URL,
    dataDir: env.KARLA_DATA_DIR,
    poolSize: 4,
    log: complain,
  });
  try {
    await migrate({ pool: database.pool, dir: new URL("../prisma/migrations/", import.meta.url), schema: "public" });
    return await run(database.pool);
  } finally {
    await database.close();
  }
}

type OpenStore = ReturnType<typeof openStore>;

function withStore<Result>(run: (store: OpenStore) => Promise<Result>): Promise<Result> {
  const master = masterKeys();
  const clock = systemClock(env.KARLA_CLOCK_OFFSET_MS);
  return withDatabase((pool) => run(openStore({ platform: platformNamed(), pool, master, clock, log: complain })));
}

function masterKeys() {
  return readMasterKeys({
    dataDir: env.KARLA_DATA_DIR,
    current: env.KARLA_MASTER_KEY,
    previous: env.KARLA_MASTER_KEYS_PREVIOUS,
  });
}

function platformNamed(): Platform {
  return values.platform === "shopware" ? "shopware" : "shopify";
}

/** The shop that the verb is about, by a name that it has or had. */
async function shopNamed({ names }: OpenStore): Promise<ShopId> {
  if (values.shop === undefined) throw new Error("Say which shop: --shop DOMAIN.");
  return names.tenantNamed(platformNamed(), values.shop);
}

function withShop<Result>(run: (store: OpenStore, shopId: ShopId) => Promise<Result>): Promise<Result> {
  return withStore(async (store) => run(store, await shopNamed(store)));
}

/** The same, of all shops where none is named. */
function withShops<Result>(run: (store: OpenStore, shopId: ShopId | undefined) => Promise<Result>): Promise<Result> {
  return withStore(async (store) => run(store, values.shop === undefined ? undefined : await shopNamed(store)));
}

const say = (line: string): void => console.error(line);

function daysOf(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1) throw new Error("--days takes a whole number from 1 on.");
  return days;
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  switch (verb) {
    case "status": {
      writeStatus(await withShops((store, shopId) => store.status.read(shopId)), values.json);
      return 0;
    }
    case "replay": {
      const { event, order, mapping, apply, json } = values;
      const range = readRange(values);
      if (event === undefined && order === undefined && range === null) {
        return withShops((store, shopId) => replayGivenUp(store, { shopId, apply, json, say }));
      }
      const clock = systemClock(env.KARLA_CLOCK_OFFSET_MS);
      const command = { event, order, range, mapping, withEffects: values["with-effects"], apply, json };
      return withShop((store, shopId) => {
        const platform = platformNamed();
        const normalise = normalisersOf(platform);
        const desk = createReplayDesk({ ...store, normalise, platform, newId: randomUUID, clock });
        return runReplay(desk, { ...command, shopId, say, now: Date.now });
      });
    }
    case "connect": {
      const registrations = await readRegistrations(values.file);
      await withStore(async (store) => {
        for (const registration of registrations) await store.shops.connect(registration);
      });
      console.log(`${registrations.length} shops connected`);
      return 0;
    }
    case "mapping": {
      const platform = platformNamed();
      return withStore((store) =>
        runMapping(store, { ...values, verb: action, shop: values.shop, file: values.file, platform }),
      );
    }
    case "reconcile": {
      const { since, json } = values;
      const { now } = systemClock(env.KARLA_CLOCK_OFFSET_MS);
      return withShop((store, shopId) => runReconcile(store, shopId, { since, json, say, now }));
    }
    case "backfill": {
      const { json } = values;
      const days = values.days === undefined ? null : daysOf(values.days);
      return withShop((store, shopId) => runBackfill(store, shopId, { days, json, say, now: Date.now }));
    }
    case "certificate": {
      const { days = "1", fresh } = values;
      const format = values.json ? "json" : values.csv ? "csv" : "words";
      const now = systemClock(env.KARLA_CLOCK_OFFSET_MS).now;
      return withShop((store, shopId) => runCertificate(store, shopId, { days, format, fresh, say, now }));
    }
    case "shopware-move": {
      const { shop, url } = values;
      const { now } = systemClock(env.KARLA_CLOCK_OFFSET_MS);
      return withStore((store) => runShopwareMove(store, { shop, url, now: now() }));
    }
    case "track-link": {
      const { shop, order } = values;
      const clock = systemClock(env.KARLA_CLOCK_OFFSET_MS);
      const linkTo = async ({ shops }: OpenStore, shopId: ShopId) =>
        trackLink({ master: masterKeys(), clock }, { shopId, shop: (await shops.domainOf(shopId)) ?? shop, order });
      console.log(await withShop(linkTo));
      return 0;
    }
    case "unmute": {
      const { order } = values;
      return withShop(({ muted }, shopId) => runUnmute(muted, { shopId, order, say }));
    }
    case "redact": {
      const { now } = systemClock(env.KARLA_CLOCK_OFFSET_MS);
      const given = { customer: values.customer, email: values.email, order: values.order };
      const command = { ...values, ...given, platform: platformNamed(), say, now, newKey: randomUUID };
      return withShop((store, shopId) => runRedact(store, shopId, command));
    }
    case "export": {
      const given = { customer: values.customer, email: values.email, order: values.order };
      const clock = systemClock(env.KARLA_CLOCK_OFFSET_MS);
      const normalise = normalisersOf(platformNamed());
      const command = { ...given, request: values.request, answered: values.answered, file: values.file };
      const keptFor = readKeptFor();
      return withShop((store, shopId) => runExport(store, shopId, { ...command, normalise, clock, keptFor, say }));
    }
    case "receipts": {
      const carried = { file: values.file, say, newKey: randomUUID };
      if (action === "export") return withStore((store) => exportReceipts(store, carried));
      if (action === "import") return withStore((store) => importReceipts(store, carried));
      writeReceipts(await withShops((store, shopId) => store.receipts.list(shopId)), values.json);
      return 0;
    }
    case "rekey":
      return withDatabase((pool) => runRekey({ pool, master: masterKeys() }, values.json));
    case "rotate-webhooks": {
      await withShop(async ({ karlaWebhooks, standing }, shopId) => {
        await karlaWebhooks.retire(shopId);
        await standing.subscribe(shopId);
      });
      console.log("The worker asks the core for another webhook; the one before goes in an hour.");
      return 0;
    }
    case "stop-database":
      await stopEmbeddedPostgres(env.KARLA_DATA_DIR);
      return 0;
    default:
      console.error(verb === undefined ? USAGE : `There is no verb "${verb}".\n\n${USAGE}`);
      return 2;
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
