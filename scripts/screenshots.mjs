// `npm run screenshots -- FOLDER`: every page of the admin in every state, in both languages and at two widths. Fails on
// a page that is too wide, blank or not translated; prints how fast the admin shows and how much script it loads.
// `npm run screenshots -- previews [FOLDER]`: the tracking page in every state that can be previewed, light and dark as well.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "../commands/build-app.ts";
import { openDatabase } from "../packages/store/src/open-database.ts";
import { stopEmbeddedPostgres } from "../packages/store/src/stop-embedded-postgres.ts";
import { bookDays, bookImport, bookReceipts } from "../test/e2e/book-history.ts";
import { launchBrowser } from "../test/e2e/launch-browser.ts";
import { SHOP, startApp } from "../test/e2e/running-app.ts";
import { servePreviews } from "../test/e2e/serve-previews.ts";
import { takePreviewScreenshots } from "../test/e2e/take-preview-screenshots.ts";
import { takeScreenshots } from "../test/e2e/take-screenshots.ts";
import { createWebhookGate } from "../test/e2e/webhook-gate.ts";
import { weighAdmin } from "../test/e2e/weigh-admin.ts";

const LCP_MS = 1_500;
const SCRIPT_BYTES = 200_000;

/** Whatever the sentences of any problem name. */
const ABOUT = {
  field: "gift_message",
  order: "#1042",
  permission: "write_orders",
  slug: "tea",
  open: "2",
  until: "2026-12-31",
  days: "12",
};

const [folder, previewFolder = join("data", "previews")] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Name the folder for the screenshots: npm run screenshots -- FOLDER");
  process.exit(2);
}
if (folder === "previews") {
  const pages = await servePreviews(Date.now());
  const browser = await launchBrowser();
  const faults = await takePreviewScreenshots(browser, pages.url, previewFolder);
  await browser.close();
  await pages.stop();
  for (const fault of faults) console.error(fault);
  process.exit(faults.length === 0 ? 0 : 1);
}
await buildApp(console.log);
const dataDir = mkdtempSync(join(tmpdir(), "karla-screenshots-"));
// Started as root, the database runs as another user, which must be able to enter.
chmodSync(dataDir, 0o711);
const ends = [() => rmSync(dataDir, { recursive: true, force: true }), () => stopEmbeddedPostgres(dataDir)];
try {
  const log = { info() {}, warn() {}, error() {} };
  const database = await openDatabase({ dataDir, poolSize: 2, log });
  ends.push(() => database.close());
  const gate = await createWebhookGate();
  ends.push(() => gate.stop());
  let receiver = "";
  const app = await startApp({
    databaseUrl: database.url,
    dataDir: join(dataDir, "app"),
    sells: true,
    pastOrders: 0,
    webhooksTo(url) {
      receiver = url;
      return gate.url;
    },
  });
  ends.push(() => app.stop());
  const browser = await launchBrowser();
  ends.push(() => browser.close());

  const { lcpMs, scriptBytes } = await weighAdmin(browser, app.adminUrl);
  const faults = await takeScreenshots(
    browser,
    {
      ...app,
      letWebhooksThrough: () => gate.open(receiver),
      bookImport: (state) => bookImport(database.pool, state),
      bookDays: () => bookDays(database.pool),
      bookReceipts: () => bookReceipts(database.pool),
      async raiseProblems(codes) {
        await database.pool.query(
          `INSERT INTO problem (shop_id, code, opened_at, seen_at, times, about)
           SELECT shop_id, unnest($2::text[]), now(), now(), 3, $3 FROM shop WHERE domain = $1
           ON CONFLICT (shop_id, code) DO UPDATE SET closed_at = NULL`,
          [SHOP, codes, JSON.stringify(ABOUT)],
        );
      },
    },
    folder,
  );
  console.log(`Largest contentful paint: ${lcpMs} ms (at most ${LCP_MS})`);
  console.log(`Script: ${scriptBytes} bytes gzip (at most ${SCRIPT_BYTES})`);
  if (lcpMs > LCP_MS) faults.push("the admin shows too slowly");
  if (scriptBytes > SCRIPT_BYTES) faults.push("the admin loads too much script");
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  for (const end of ends.reverse()) await end();
}
