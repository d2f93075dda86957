import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { INGEST_OUTCOMES } from "@karla/receiver/metrics";
import { BACKFILL_STATES } from "@karla/sync/backfill";
import { DATA_REQUEST_OUTCOMES } from "@karla/sync/data-requests";
import { ERASURE_OUTCOMES } from "@karla/sync/erasures";
import { ORDER_STATUSES } from "@karla/sync/lanes";
import { FIND_OUTCOMES, FIND_REASONS, GAP_REASONS } from "@karla/sync/ledger";
import { ISSUE_CODES } from "@karla/sync/mapping-issue";
import { NO_REPLAY_REASONS } from "@karla/sync/no-replay-reason";
import { QUARANTINE_REASONS } from "@karla/sync/normalise";
import { EFFECTS } from "@karla/sync/outbox";
import { TURN_OUTCOMES } from "@karla/sync/run-turn";
import { SKIP_REASONS } from "@karla/sync/skip-reason";
import { expect, test } from "vitest";
import { PROXY_REFUSALS } from "../../app/proxy/verify-proxy-request.ts";
import { WEBHOOK_REFUSALS as SHOPIFY_REFUSALS } from "../../app/shopify/webhook-refusal.ts";
import { RECEIPT_REASONS } from "../../packages/receiver/src/receipt-reason.ts";
import { KARLA_REFUSALS } from "../../packages/runtime/src/karla-webhooks/create-karla-verifier.ts";
import { createMetrics } from "../../packages/runtime/src/metrics.ts";
import { DATABASE_ERROR_CODES } from "../../packages/store/src/database-error.ts";
import { SECRET_BOX_ERROR_CODES } from "../../packages/store/src/secret-box-error.ts";
import { DONE_REASONS } from "../../packages/sync/src/pipeline/done-reason.ts";
import {
  ANNOUNCE_REASONS,
  PARCEL_NOTE_REASONS,
  PRODUCT_REASONS,
  TRACKPAGE_REASONS,
  WAIT_REASONS,
} from "../../packages/sync/src/pipeline/effect-reason.ts";
import { PROBLEM_CODES } from "../../packages/sync/src/pipeline/shops.ts";
import { REFUSAL_REASONS } from "../../shopware-plugin-bridge/registration/refusal.ts";
import { URL_REFUSALS } from "../../shopware-plugin-bridge/shop-url/guard-url.ts";
import { UNREACHABLE_REASONS } from "../../shopware-plugin-bridge/shop-url/shop-unreachable.ts";
import { WEBHOOK_REFUSALS as SHOPWARE_REFUSALS } from "../../shopware-plugin-bridge/webhooks/webhook-refusal.ts";
import { repository } from "./planted-tree.ts";

const read = (path: string) => readFileSync(join(repository, path), "utf8");

/** By the heading, where it is the first table below it, or by what stands over the table's first column. */
const DOCUMENTED: readonly (readonly [table: string, codes: readonly string[]])[] = [
  ["`outcome` of an ingested event", INGEST_OUTCOMES],
  ["`outcome` of a turn", TURN_OUTCOMES],
  ["`effect`", EFFECTS],
  ["`code` of a `DatabaseError`", DATABASE_ERROR_CODES],
  ["`code` of a `SecretBoxError`", SECRET_BOX_ERROR_CODES],
  ["a find is", [...FIND_REASONS, ...FIND_OUTCOMES]],
  ["an order is missing because", GAP_REASONS],
  ["an import is", BACKFILL_STATES],
  ["Why a product waits or was given up", PRODUCT_REASONS],
  ["a refused request", PROXY_REFUSALS],
  ["what a rule can have instead of a value", ISSUE_CODES],
  ["an order is", ORDER_STATUSES],
  ["Why an order is skipped", SKIP_REASONS],
  ["an erasure ended with", ERASURE_OUTCOMES],
  ["a request for data ended with", DATA_REQUEST_OUTCOMES],
  ["reason of an `announce`", ANNOUNCE_REASONS],
  ["an event is `done` with", DONE_REASONS],
  ["reason of a `note_trackpage`", TRACKPAGE_REASONS],
  ["reason of a `note_parcels`", PARCEL_NOTE_REASONS],
  ["Why an event is quarantined", QUARANTINE_REASONS],
  ["Why an order waits or was given up", WAIT_REASONS],
  ["Problems", PROBLEM_CODES],
  ["What the receiver refuses", [...RECEIPT_REASONS, ...SHOPIFY_REFUSALS, ...SHOPWARE_REFUSALS, ...KARLA_REFUSALS]],
  ["Why a Shopware shop is refused", [...REFUSAL_REASONS, ...URL_REFUSALS.map((why) => `bad_shop_url:${why}`)]],
  ["Why a Shopware shop cannot be called", UNREACHABLE_REASONS],
  ["Why a replay does nothing", NO_REPLAY_REASONS],
];

/** Lists of other systems' words, of what a page of ours shows, and parts of those above. */
const NOT_SOUGHT = [
  "NO_ORDER_REASONS",
  "CLAIM_REASONS",
  "FULFILLMENT_STATUSES",
  "ORDER_STATES",
  "PREVIEW_STATES",
  "SIGNATURE_REFUSALS",
];

test.each(DOCUMENTED)("docs/operations.md has a line for each reason under '%s', and no other", (table, codes) => {
  expect(codesUnder(table).sort()).toEqual([...new Set(codes)].sort());
});

test("docs/operations.md has a line for each metric of ours, and no other", async () => {
  const metrics = createMetrics();
  metrics.watchPools(new Map());
  metrics.watchSweeps(() => ({ sweep: 0, oldestBody: 0 }));
  const names = [...(await metrics.text()).matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name ?? "");
  const ours = names.filter((name) => !/^(process|nodejs)_/.test(name));
  expect(codesUnder("Metrics").sort()).toEqual(ours.sort());
});

test("each closed list of codes is one of those that are looked for", () => {
  const files = globSync("{app,packages/*/src,shopware-plugin-bridge}/**/*.ts", {
    cwd: repository,
    exclude: ["**/node_modules/**", "**/generated/**", "**/*.{test,fixture}.ts", "packages/{sandbox,karla-core}/**"],
  });
  const names = files.flatMap((file) =>
    [...read(file).matchAll(/^export const (\w+_(?:REASONS|CODES|OUTCOMES|STATES|STATUSES|REFUSALS)) = \[/gm)].map(
      ([, name]) => name ?? "",
    ),
  );
  expect(names.length).toBeGreaterThan(20);
  // One that is imported is used, else the linter complains.
  const imported = read("test/house/reasons.test.ts").split("const DOCUMENTED")[0] ?? "";
  const isSought = (name: string) => new RegExp(`\\b${name}\\b`).test(imported);
  expect(names.filter((name) => !isSought(name) && !NOT_SOUGHT.includes(name))).toEqual([]);
});

function codesUnder(name: string): string[] {
  for (const [heading = "", ...text] of read("docs/operations.md")
    .split(/^#+ /m)
    .map((part) => part.split("\n"))) {
    const tables = text
      .join("\n")
      .split("\n\n")
      .flatMap((part) => part.split(/^(?!\|)/m))
      .filter((part) => part.startsWith("|"));
    const found = tables.find((table, index) => (index === 0 && heading === name) || table.startsWith(`| ${name} |`));
    if (found !== undefined) return codesOf(found);
  }
  return [];
}

/** What stands in the first cells, below the head. */
function codesOf(table: string): string[] {
  const cells = table
    .split("\n")
    .slice(2)
    .map((line) => line.split("|")[1] ?? "");
  return cells.flatMap((cell) => [...cell.matchAll(/`([\w:]+)`/g)].map(([, code]) => code ?? ""));
}
