import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BookEntry } from "@karla/sandbox/fill-books";
import { readCore } from "../proof/read-core.ts";
import { type Finding, judgeWrites } from "./judge-writes.ts";
import type { Lab } from "./lab.ts";
import { leaksIn, personalTextsOf, readLogs } from "./leaks-in-logs.ts";
import { lostOf } from "./lost-of.ts";
import type { Sales } from "./shop/selling-shop.ts";
import { readWorkerLogs } from "./worker-logs.ts";

/** What a run came to, computed from the journals, the shop's books, the core and the database. */
export interface RunCheck {
  /** Distinct events that were answered 2xx. */
  acked: number;
  /** I1: of these, the ones the inbox does not hold for their shop. */
  lost: number;
  /** I2: events and deliveries that did not come to an end. */
  unfinished: number;
  /** I3: writes the core took that said nothing new: same order, counter and body as one before, whose end was kept. */
  duplicate_effects: number;
  /** I4: writes the core took that were older than one before, and were not followed by a newer one. */
  reordered: number;
  /** I4: writes of one order that were under way at the same time. */
  overlaps: number;
  /** I5: the most memory a receiver took above what it had when its life began, in MiB. */
  grown_mb: number;
  /** I6: requests to the core with another shop's key, and events and orders in a shop that did not send them. */
  strangers: number;
  /** I7: personal data, keys and tokens in the logs of all processes. */
  leaks: number;
  /** I8: connections that a receiver opened to anything but the database. */
  outbound: number;
  /** I10: events, orders and deliveries that did not get where they should, without a reason. */
  unexplained: number;
  quarantined: number;
  dead: number;
  /** Turns that took longer than their lease, as the workers say: each may lead to two more writes of its order. */
  lost_leases: number;
  /** The longest that the checker itself was held up by the machine. */
  stall_ms: number;
  /** I3, I6: where the core differs from the books, order by order. */
  differences: readonly string[];
}

/** Each is zero in a run of good events, whatever was done to the processes. */
export const ZERO_FIGURES = [
  "duplicate_effects",
  "reordered",
  "overlaps",
  "lost",
  "unfinished",
  "dead",
  "strangers",
  "leaks",
  "outbound",
  "unexplained",
] as const satisfies readonly (keyof RunCheck)[];

/** The figures of these that are not zero, as a sentence each. */
export function aboveZero<Name extends keyof RunCheck>(
  check: Pick<RunCheck, Name> & Record<Name, number>,
  names: readonly Name[],
): string[] {
  return names.filter((name) => check[name] > 0).map((name) => `${name}: ${check[name]}`);
}

/** Nothing happened for so long: nothing will. */
const PATIENCE_MS = 60_000;
/** A worker that was just answered acts on it next: at rest is what still is at the next look. */
const RESTED_LOOKS = 2;
const FINDINGS = "findings.jsonl";

/** Waits until nothing is pending and no lane is leased, or nothing moves any more. Gives what is left. */
export async function waitForRest(lab: Lab, patienceMs = PATIENCE_MS): Promise<number> {
  let seen = "";
  let since = Date.now();
  for (let rested = 0; ; ) {
    const left = await pendingIn(lab);
    rested = left.pending === 0 ? rested + 1 : 0;
    if (rested === RESTED_LOOKS) return 0;
    const state = JSON.stringify(left);
    if (state !== seen) {
      seen = state;
      since = Date.now();
    }
    if (Date.now() - since > patienceMs) return left.pending;
    await sleep(250);
  }
}

/** What a shop is owed for good. */
const STANDING = ["reconcile", "certify", "check_mapping", "subscribe", "sync_products", "redact"];

/** A lane that was woken within a turn has another one within seconds, however little there is to do. */
const WOKEN_S = 10;

const PENDING = `
SELECT (SELECT count(*) FROM inbox_event WHERE state = 'pending')::int
  + (SELECT count(*) FROM outbox WHERE state = 'pending' AND effect <> ALL($1))::int
  + (SELECT count(*) FROM lane WHERE lease_token IS NOT NULL OR abs(extract(epoch FROM woken_at - now())) < $2)::int AS pending,
  (SELECT count(*) FROM inbox_event WHERE state <> 'pending')::int AS done,
  (SELECT count(*) FROM delivery)::int AS deliveries`;

/** What is still to be done, and how far it has come. What is owed for good is never done. */
export async function pendingIn({
  database,
}: Pick<Lab, "database">): Promise<{ pending: number; done: number; deliveries: number }> {
  // The server may just have been killed: asked again until it is back.
  for (let tries = 0; ; tries += 1) {
    try {
      const { rows } = await database.pool.query<{ pending: number; done: number; deliveries: number }>(PENDING, [
        STANDING,
        WOKEN_S,
      ]);
      if (rows[0]) return rows[0];
    } catch (error) {
      if (tries > 60) throw error;
    }
    await sleep(500);
  }
}

/** Computes the figures after `waitForRest`. Uses none of the product's code: hashes, order and comparison are its own. */
export async function checkRun(lab: Lab, sales: readonly Sales[]): Promise<RunCheck> {
  const stored = await storedIn(lab);
  const logs = readLogs(lab.dataDir);
  const slugOf = (shopId: string) => sales.find(({ shop }) => stored.idOf(shop.domain) === shopId)?.shop.slug;
  const said = readWorkerLogs(logs, slugOf);
  const findings = judgeWrites(lab.proxy.writes, {
    deaths: lab.deaths,
    said,
    leaseMs: lab.leaseMs,
    stallMs: lab.stallMs(),
  });
  const personal = new Set(sales.flatMap(({ entries }) => [...personalTextsOf(entries)]));
  const leaks = leaksIn(logs, { personal, secrets: lab.secrets() });
  const calls = lab.receivers.map(({ name }) => lab.proxy.requestsOf(name)).reduce((sum, count) => sum + count, 0);
  const outbound = lab.watch.outbound();
  const differences = (await Promise.all(sales.map((one) => differencesIn(lab, one)))).flat();
  keepFindings(lab, [...findings, ...leaks, ...lab.proxy.strangers, ...outbound, ...differences, ...stored.ends]);
  const count = (kind: Finding["kind"]) => findings.filter((finding) => finding.kind === kind).length;
  const acked = sales.map((one) => ({ shopId: stored.idOf(one.shop.domain), keys: one.acknowledged() }));
  return {
    acked: sum(acked.map(({ keys }) => keys.length)),
    lost: lostOf(acked, stored.events),
    unfinished: (await pendingIn(lab)).pending,
    duplicate_effects: count("duplicate"),
    reordered: count("reordered"),
    overlaps: count("overlap"),
    grown_mb: lab.watch.grownMb(),
    strangers: lab.proxy.strangers.length + stored.shops.filter((shopId) => slugOf(shopId) === undefined).length,
    leaks: leaks.length,
    outbound: outbound.length + calls,
    lost_leases: said.filter(({ what }) => what === "lease_lost").length,
    stall_ms: lab.stallMs(),
    ...stored.counts,
    differences,
  };
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

const COUNTS = `
SELECT (SELECT count(*) FROM inbox_event WHERE state = 'quarantined')::int AS quarantined,
  (SELECT count(*) FROM outbox WHERE state = 'dead')::int AS dead,
  (SELECT count(*) FROM inbox_event WHERE state = 'quarantined' AND reason IS NULL)::int
  + (SELECT count(*) FROM outbox WHERE state = 'dead' AND reason IS NULL)::int
  + (SELECT count(*) FROM shop_order WHERE status IN ('skipped', 'failed') AND reason IS NULL)::int AS unexplained`;

/** What did not get where it should, for whoever wants to know why. */
const ENDS = `
SELECT 'quarantined' AS kind, shop_id, lane_key, topic AS what, reason, deaths, failures FROM inbox_event WHERE state = 'quarantined'
UNION ALL
SELECT 'dead', shop_id, lane_key, effect, reason, started - finished, refusals FROM outbox WHERE state = 'dead'`;

async function storedIn({ database: { pool } }: Lab) {
  const shops = await pool.query<{ shop_id: string; domain: string | null }>("SELECT shop_id, domain FROM shop");
  const rows = await pool.query<{ shop_id: string; key: string }>(
    "SELECT shop_id, encode(event_key, 'hex') AS key FROM inbox_event",
  );
  const { rows: ends } = await pool.query(ENDS);
  const { rows: counts } = await pool.query<Record<"quarantined" | "dead" | "unexplained", number>>(COUNTS);
  const idOfDomain = new Map(shops.rows.map(({ domain, shop_id }) => [domain, shop_id]));
  return {
    events: new Set(rows.rows.map(({ shop_id, key }) => `${shop_id} ${key}`)),
    shops: [...new Set(rows.rows.map(({ shop_id }) => shop_id))],
    idOf: (domain: string) => idOfDomain.get(domain),
    ends,
    counts: counts[0] ?? { quarantined: 0, dead: 0, unexplained: 0 },
  };
}

/** Where the core differs from the shop's books, a sentence each. */
export async function differencesIn({ core }: Pick<Lab, "core">, sales: Sales): Promise<string[]> {
  const { shop, entries } = sales;
  const held = await readCore({ url: core.url, slug: shop.slug, user: core.adminUser, key: core.adminKey, fetch });
  const booked = new Set(entries.map(({ order }) => sales.idOf(order)));
  const strays = [...held.keys()].filter((id) => !booked.has(id));
  return [
    ...entries.flatMap((entry) => differencesOf(sales, entry, held)),
    ...strays.map((id) => `${shop.slug} ${id} is of nobody's books`),
  ];
}

function differencesOf(sales: Sales, entry: BookEntry, held: Awaited<ReturnType<typeof readCore>>): string[] {
  const { order } = entry;
  const verdict = sales.judge(entry, held.get(sales.idOf(order)));
  const what = `${sales.shop.slug} ${order.name} (${order.kinds.join(", ")})`;
  if (verdict.verdict === "lost") return [`${what} is not in the core`];
  return verdict.differences.map(
    ({ field, expected, actual }) => `${what}: ${field} should be ${expected}, is ${actual}`,
  );
}

/** For whoever wants to know which they were: beside the journals, one a line. */
function keepFindings({ dataDir }: Lab, findings: readonly unknown[]): void {
  appendFileSync(join(dataDir, FINDINGS), findings.map((finding) => `${JSON.stringify(finding)}\n`).join(""));
}
