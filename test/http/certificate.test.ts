import { fillBooks } from "@karla/sandbox/fill-books";
import { seededRandom } from "@karla/sandbox/random";
import { shopIdOf } from "@karla/sync/ids";
import type { DayAccount } from "@karla/sync/ledger";
import { newAccount } from "@karla/sync/new-account";
import { newReconciliation } from "@karla/sync/new-reconciliation";
import { dayOf } from "@karla/sync/shop-day";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runCertificate } from "../../commands/karla/certificate.ts";
import { expectedOrder } from "../../commands/proof/expected-order.ts";
import { startShop } from "./running-shop.ts";
import { SHOP } from "./running-spine.ts";

const SHOP_ID = shopIdOf("shopify", SHOP);
/** Of the stand-in's shops. */
const ZONE = "Europe/Berlin";
const LOST = 0.2;
const DAY = 24 * 3_600_000;
const books = fillBooks({ seed: 5, orders: 60, shopDomain: SHOP });
const placed = books.entries.filter(({ order }) => order.deletedAt === null);
const random = seededRandom(11);
const lost = new Set(placed.flatMap(({ order }) => (random.next() < LOST ? [order.id] : [])));

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop(() => books.entries.map(({ order }) => order));
  await shop.install();
});
afterAll(() => shop.stop());

/** New accounts of all days on which an order was placed. */
async function count(): Promise<DayAccount[]> {
  const { ledger, standing } = shop.store;
  const days = [...new Set(placed.map(({ order }) => dayOf(order.createdAt, ZONE)))].sort();
  for (const day of days) await ledger.keep(SHOP_ID, newAccount(day, ZONE, Date.now()));
  await standing.certify(SHOP_ID);
  await expect.poll(async () => (await ledger.open(SHOP_ID)).length, { timeout: 60_000 }).toBe(0);
  expect(await ledger.zone(SHOP_ID)).toBe(ZONE);
  const sums = await ledger.days(SHOP_ID, { from: days[0] ?? "", to: days.at(-1) ?? "" });
  const accounts = await Promise.all(sums.map(({ id }) => ledger.account(SHOP_ID, id)));
  return accounts.filter((account) => account !== null);
}

const sum = (accounts: readonly DayAccount[], of: (account: DayAccount) => number) =>
  accounts.reduce((total, account) => total + of(account), 0);
const gapsOf = (accounts: readonly DayAccount[]) => accounts.flatMap(({ gaps }) => gaps);

async function settled() {
  const last = async () => (await shop.store.reconciliations.finished(SHOP_ID, 1))[0];
  await expect.poll(async () => (await last())?.id, { timeout: 60_000 }).toBeDefined();
  await shop.settled();
}

test("of a shop that lost messages each lost order is missing by name, and none is once the shop was compared", async () => {
  for (const { topic, body, webhookId, orderId } of books.webhooks) {
    if (!lost.has(orderId)) await shop.send(topic, body, { webhookId });
  }
  await shop.settled();
  const before = await count();
  expect(lost.size).toBeGreaterThan(5);
  expect(sum(before, ({ inShop }) => inShop)).toBe(placed.length);
  expect(sum(before, ({ inBooks }) => inBooks)).toBe(placed.length - lost.size);
  expect(sum(before, ({ missing }) => missing)).toBe(lost.size);
  expect(new Set(gapsOf(before).map(({ id }) => id))).toEqual(lost);
  expect(new Set(gapsOf(before).map(({ why }) => why))).toEqual(new Set(["not_in_books"]));

  await shop.store.reconciliations.keep(SHOP_ID, newReconciliation(Date.UTC(2026, 10, 2), Date.now()));
  await shop.store.standing.reconcile(SHOP_ID);
  await settled();
  const after = await count();
  const held = placed.filter(({ order, history }) => expectedOrder(order, history).outcome === "held");
  expect(gapsOf(after)).toEqual([]);
  expect(sum(after, ({ missing }) => missing)).toBe(0);
  expect(sum(after, ({ inCore }) => inCore)).toBe(held.length);
  expect(sum(after, ({ skipped }) => Object.values(skipped).reduce((all, n) => all + n, 0))).toBe(
    placed.length - held.length,
  );
  expect(new Map(after.flatMap(({ leftOut }) => leftOut.map(({ id, reason }) => [id, reason])))).toEqual(
    new Map(
      placed.flatMap(({ order, history }) => {
        const expected = expectedOrder(order, history);
        return expected.outcome === "skipped" ? [[order.id, expected.reason]] : [];
      }),
    ),
  );

  const all = { from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
  const found = (await shop.store.ledger.finds(SHOP_ID, all)).filter(({ why }) => why === "missing");
  expect(new Set(found.map(({ id }) => id))).toEqual(lost);
  expect(new Set(found.map(({ outcome }) => outcome))).toEqual(new Set(["repaired"]));
}, 300_000);

test("the command says what the ledger has, and counts anew what it is asked to: the core lost an order behind our back", async () => {
  const says: string[] = [];
  const written = vi.spyOn(process.stdout, "write").mockImplementation((text) => Boolean(says.push(String(text))));
  const lastPlaced = Math.max(...placed.map(({ order }) => order.createdAt));
  const command = {
    days: "30",
    format: "csv",
    say: (line: string) => says.push(line),
    now: () => lastPlaced + DAY,
  } as const;
  const run = (fresh: boolean) => runCertificate(shop.store, SHOP_ID, { ...command, fresh });
  try {
    expect(await run(false)).toBe(0);
    const { rows } = await shop.pool.query<{ id: string; name: string }>(
      "SELECT order_id AS id, name FROM shop_order WHERE status = 'delivered' ORDER BY order_id LIMIT 1",
    );
    await shop.pool.query("DELETE FROM karla_core.placed_order WHERE external_id = $1", [rows[0]?.id]);
    expect(await run(false)).toBe(0);
    says.length = 0;
    expect(await run(true)).toBe(1);
    expect(says.filter((line) => line.includes("; it is "))).toEqual([
      expect.stringMatching(/, 0 missing; it is .*, 1 missing\.$/),
    ]);
    const gaps = says.flatMap((text) => text.split("\r\n")).filter((line) => line.startsWith("gap,"));
    expect(gaps).toEqual([expect.stringContaining(`,${rows[0]?.name},${rows[0]?.id},`)]);
    expect(gaps[0]).toContain("not_in_core");
    // It was sent again.
    await shop.settled();
    expect(await run(true)).toBe(0);
  } finally {
    written.mockRestore();
  }
}, 120_000);
