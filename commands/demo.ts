import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fillBooks } from "@karla/sandbox/fill-books";
import { createJournal } from "@karla/sandbox/journal";
import { BAD_DAY } from "@karla/sandbox/plan-deliveries";
import { seededRandom } from "@karla/sandbox/random";
import { createSender, SHOPIFY_RETRIES_MS } from "@karla/sandbox/sender";
import { buildApp } from "./build-app.ts";
import { createShopAtCore } from "./demo/create-shop-at-core.ts";
import { DEMO_MAPPING } from "./demo/demo-mapping.ts";
import { judge, type Verdict } from "./demo/judge.ts";
import { type DemoOptions, readOptions, USAGE } from "./demo/read-options.ts";
import { type ShopAdmin, startShopAdmin } from "./demo/shop-admin.ts";
import { reportJson, reportText } from "./demo/write-report.ts";
import { newDataDir } from "./new-data-dir.ts";
import { readCore } from "./proof/read-core.ts";
import { type Stack, startStack } from "./stack.ts";
import { waitUntilSettled } from "./wait-until-settled.ts";
import { whenOrphaned } from "./when-orphaned.ts";

/**
 * `npm run demo`: the main job once, headless. A sandbox shop sends signed webhooks through the real receiver, worker
 * and core, on a bad day with repeats and disorder; then the core is read back over HTTP and compared, order by order
 * and field by field, with the shop's own books.
 */

/** Four hours of tries in half a minute. */
const RETRIES_MS = SHOPIFY_RETRIES_MS.map((ms) => ms / 600);

interface Scene {
  options: DemoOptions;
  stack: Stack;
  /** The shop's name at the core. */
  name: string;
  domain: string;
  admin: ShopAdmin;
  secret: string;
  say: (line: string) => void;
}

async function prove({ options, stack, name, domain, admin, secret, say }: Scene): Promise<Verdict> {
  const { url, adminUser, adminKey } = stack.core;
  await createShopAtCore(stack.core, name);
  await stack.connectShops([
    { platform: "shopify", domain, slug: name, coreUser: adminUser, coreKey: adminKey, settings: {} },
  ]);
  await stack.publishMapping(domain, DEMO_MAPPING);
  await admin.openApp(stack.receiver.url);
  const before = await stack.status();
  const books = fillBooks({ seed: options.seed, orders: options.orders, shopDomain: domain });
  admin.book(books.entries.map(({ order }) => order));
  const journal = createJournal();
  const sender = createSender({
    url: `${stack.receiver.url}/webhooks/shopify`,
    shopDomain: domain,
    secret,
    plays: BAD_DAY,
    random: seededRandom(options.seed),
    journal,
    fetch,
    now: Date.now,
    sleep: (ms) => sleep(ms),
    retriesMs: RETRIES_MS,
  });
  say(`Sending ${books.webhooks.length} events of ${books.entries.length} orders, some twice, many in disorder …`);
  await sender.send(books.webhooks);
  say(`Acknowledged ${journal.counts().received} deliveries. Waiting for the pipeline …`);
  const after = await waitUntilSettled({
    status: stack.status,
    now: Date.now,
    sleep: (ms) => sleep(ms),
    look: ({ events, outbox }) => say(`  ${events.pending} events and ${outbox.pending} deliveries to go`),
  });
  say("Reading the core and comparing every order with the books …");
  const held = await readCore({ url, slug: name, user: adminUser, key: adminKey, fetch });
  const readings = admin.readings();
  return judge({ entries: books.entries, journal: journal.counts(), readings, domain, held, before, after });
}

async function run(options: DemoOptions): Promise<number> {
  const startedAt = Date.now();
  const say = (line: string): void => console.error(line);
  const dataDir = newDataDir("demo");
  const shopifySecret = randomBytes(24).toString("hex");
  const coreAdminKey = randomBytes(24).toString("hex");
  say(`Seed ${options.seed}${options.sabotage === null ? "" : `, sabotaged: ${options.sabotage}`}`);
  await buildApp(say);
  say("Starting the database, the core, the receiver and the worker …");
  const name = `demo-${randomBytes(4).toString("hex")}`;
  const domain = `${name}.myshopify.com`;
  const admin = await startShopAdmin({ domain, secret: shopifySecret });
  const env = { ...admin.env, ...(options.sabotage === null ? {} : { KARLA_SABOTAGE: options.sabotage }) };
  const stack = await startStack({ dataDir, shopifySecret, coreAdminKey, env });
  const giveUp = () => void stack.stop().then(() => process.exit(130));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, giveUp);
  whenOrphaned(giveUp);
  const died = stack.failed.then(({ name, logFile }) => {
    throw new Error(`${name} ended unexpectedly. Its log: ${logFile}`);
  });
  let verdict: Verdict;
  try {
    const scene = { options, stack, name, domain, admin, secret: shopifySecret, say };
    verdict = await Promise.race([prove(scene), died]);
  } finally {
    admin.close();
    await stack.stop();
  }
  const seconds = Math.round((Date.now() - startedAt) / 100) / 10;
  const whole = verdict.problems.length === 0;
  if (whole) rmSync(dataDir, { recursive: true, force: true });
  else say(`The logs of this run: ${join(dataDir, "logs")}`);
  if (options.json) {
    for (const problem of verdict.problems.slice(0, 20)) say(problem);
    console.log(reportJson(verdict.figures, seconds));
  } else console.log(reportText(verdict, seconds));
  return whole ? 0 : 1;
}

function optionsOrExit(): DemoOptions {
  try {
    return readOptions(process.argv.slice(2), () => Date.now() % 1_000_000);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(USAGE);
    process.exit(2);
  }
}

const options = optionsOrExit();
try {
  process.exitCode = await run(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
