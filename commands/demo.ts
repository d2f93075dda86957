import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildApp } from "./build-app.ts";
import { readCarrierJournal } from "./carrier-journal.ts";
import { type DemoOptions, readOptions, shopwareOrders, USAGE } from "./demo/read-options.ts";
import { startShopAdmin } from "./demo/shop-admin.ts";
import { openShopifySide } from "./demo/shopify-side.ts";
import { openShopwareSide } from "./demo/shopware-side.ts";
import type { Side } from "./demo/side.ts";
import { waitUntilTold } from "./demo/wait-until-told.ts";
import { type Outcome, problemsOf, reportJson, reportText } from "./demo/write-report.ts";
import { unusedPort } from "./free-port.ts";
import { newDataDir } from "./new-data-dir.ts";
import { type Stack, type StackStatus, startStack } from "./stack.ts";
import { waitUntilSettled } from "./wait-until-settled.ts";
import { whenOrphaned } from "./when-orphaned.ts";

/**
 * `npm run demo`: the main job once, headless. A Shopify and a Shopware shop send signed webhooks through the real receivers,
 * workers and core, on a bad day with repeats and disorder; then the core is read back over HTTP and compared, order by order
 * and field by field, with the shops' own books. Meanwhile the core asks a carrier about every parcel: each scan of the carrier's
 * own journal has to be on the order's tracking page, and to start in the shop what it starts once; each change of where a
 * fulfillment is has to be one of its events.
 */

/** No progress for this long, and it will not come any more; and where it did not come already. */
const PATIENCE_MS = 60_000;
const ONCE_MORE_MS = 10_000;

/** A parcel's four days take half a minute, and no two of its scans one second. */
const CARRIER_HASTE = 14_400;
/** A parcel is asked about some times in its life: who asks more often hears no more. */
const ASKED_HASTE = 1_800;
/** The orders of the books are as old as they like. */
const WATCH_DAYS = 20_000;
/** So many more questions in a day have so many more bad moments. */
const BAD_DAYS = 0.25;

/** Both shops at once, from the installation to the verdicts. */
async function prove(
  { shopify, shopware }: Record<keyof Outcome, Side>,
  stack: Stack,
  say: (line: string) => void,
): Promise<Outcome> {
  const both = <Result>(ask: (side: Side) => Promise<Result>) => Promise.all([ask(shopify), ask(shopware)]);
  const settle = (patienceMs = PATIENCE_MS) =>
    waitUntilSettled({
      patienceMs,
      status: stack.status,
      now: Date.now,
      sleep: (ms) => sleep(ms),
      look: ({ events, outbox }) => say(`  ${events.pending} events and ${outbox.pending} deliveries to go`),
    });
  const { carrier } = stack;
  if (carrier === null) throw new Error("the carrier does not run");
  await both((side) => side.install());
  const before = await both((side) => side.status());
  const compared = await both(async (side) => {
    await side.play();
    return side.compare();
  });
  say("Waiting for the pipeline, and for the carrier to bring every parcel …");
  const { settled } = await settle();
  const journal = () => readCarrierJournal(carrier.journal);
  await waitUntilTold({
    journal,
    parcels: [...shopify.parcels(), ...shopware.parcels()],
    said: () => shopify.said() + shopware.said(),
    settle: () => settle(settled ? PATIENCE_MS : ONCE_MORE_MS),
    now: Date.now,
    sleep: (ms) => sleep(ms),
    say,
  });
  const after = await both(consistentStatus);
  say("Reading the core and comparing every order and every scan …");
  const told = { journal: journal() };
  return {
    shopify: await shopify.judge({ ...told, before: before[0], after: after[0], compared: compared[0] }),
    shopware: await shopware.judge({ ...told, before: before[1], after: after[1], compared: compared[1] }),
  };
}

/** A shop may say something late, and what is counted in all and by topic is not counted in one instant. */
async function consistentStatus(side: Side): Promise<StackStatus> {
  for (let looks = 1; ; looks += 1) {
    const status = await side.status();
    const byTopic = Object.values(status.topics).reduce((sum, count) => sum + count, 0);
    if (byTopic === status.events.total || looks === 20) return status;
    await sleep(500);
  }
}

async function run(options: DemoOptions): Promise<number> {
  const startedAt = Date.now();
  const say = (line: string): void => console.error(line);
  const dataDir = newDataDir("demo");
  const secretOf = (): string => randomBytes(24).toString("hex");
  const [secret, appSecret, coreAdminKey] = [secretOf(), secretOf(), secretOf()];
  const { seed, orders, sabotage } = options;
  say(`Seed ${seed}${sabotage === null ? "" : `, sabotaged: ${sabotage}`}`);
  await buildApp(say);
  say("Starting the database, the core, the receivers and the workers …");
  const slug = `demo-${randomBytes(4).toString("hex")}`;
  const domain = `${slug}.myshopify.com`;
  const admin = await startShopAdmin({ domain, secret, plan: "plus" });
  // Known from the start, so that the core can be told where to send what it knows.
  const receiver = await unusedPort();
  const bridge = await unusedPort([receiver]);
  const env = { ...admin.env, ...(sabotage === null ? {} : { KARLA_SABOTAGE: sabotage }) };
  const stack = await startStack({
    dataDir,
    shopifySecret: secret,
    coreAdminKey,
    ports: { core: 0, receiver },
    bridge: { appSecret, port: bridge },
    carrier: {
      key: secretOf(),
      haste: CARRIER_HASTE,
      pace: ASKED_HASTE,
      watchDays: WATCH_DAYS,
      badDays: BAD_DAYS,
      seed,
    },
    env,
  });
  const giveUp = () => void stack.stop().then(() => process.exit(130));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, giveUp);
  whenOrphaned(giveUp);
  const died = stack.failed.then(({ name, logFile }) => {
    throw new Error(`${name} ended unexpectedly. Its log: ${logFile}`);
  });
  const shopify = openShopifySide({ stack, admin, secret, slug, domain, seed, orders, say });
  const shopware = await openShopwareSide({
    stack,
    appSecret,
    slug: `${slug}-shopware`,
    // Another one: the carrier would tell both shops of one number.
    seed: seed + 1,
    orders: shopwareOrders(orders),
    say,
  });
  let outcome: Outcome;
  try {
    outcome = await Promise.race([prove({ shopify, shopware }, stack, say), died]);
  } finally {
    shopify.close();
    shopware.close();
    await stack.stop();
  }
  const seconds = Math.round((Date.now() - startedAt) / 100) / 10;
  const problems = problemsOf(outcome);
  const whole = problems.length === 0;
  if (whole) rmSync(dataDir, { recursive: true, force: true });
  else say(`The logs of this run: ${join(dataDir, "logs")}`);
  if (options.json) {
    for (const problem of problems) say(problem);
    console.log(reportJson(outcome, seconds));
  } else console.log(reportText(outcome, seconds));
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
