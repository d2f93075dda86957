import { fillBooks } from "@karla/sandbox/fill-books";
import type { Misbehaviour } from "@karla/sandbox/misbehaviour";
import { shopIdOf } from "@karla/sync/ids";
import { describe, expect, test } from "vitest";
import type { ShopClientDeps } from "../../app/shopify/admin/client-of-shop.ts";
import { createOrderFiles } from "../../app/shopify/admin/order-files/create-order-files.ts";
import { adminStand, SHOP, SHOP_ID } from "./admin-stand.ts";
import { batchesOf, EVER, readyFile } from "./file-reading.ts";

const { entries } = fillBooks({ seed: 12, orders: 60, shopDomain: SHOP });
const alive = entries.map(({ order }) => order).filter(({ deletedAt }) => deletedAt === null);
const second = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
const byPlacing = [...alive].sort((left, right) => right.createdAt - left.createdAt);

/** Goes wrong in this way whenever a file is asked for, or loaded. */
const onBadDay = (day: Misbehaviour) =>
  adminStand(
    () => alive,
    ({ to }) => (to === (day.kind.startsWith("file") ? "file" : "bulk") ? day : null),
  );

/** The stand, but what the shop answers is changed on its way. */
function answering(from: RegExp, to: string): ShopClientDeps {
  const { deps } = adminStand(() => alive);
  const send: typeof fetch = async (input, init) => {
    const response = await deps.fetch(input, init);
    return new Response((await response.text()).replace(from, to), response);
  };
  return { ...deps, fetch: send };
}

describe("how far back a shop's orders are seen", () => {
  test("is sixty days, and without an end where the merchant granted all of them", async () => {
    const sixtyDaysBefore1970 = new Date(-60 * 86_400_000).toISOString();
    expect(await adminStand(() => alive).files.reach(SHOP_ID)).toBe(sixtyDaysBefore1970);
    const all = adminStand(() => alive, undefined, ["read_orders", "read_all_orders"]);
    expect(await all.files.reach(SHOP_ID)).toBeNull();
  });
});

describe("orders placed in a time", () => {
  test("are counted, its end not included", async () => {
    const { files } = adminStand(() => alive);
    expect(await files.count(SHOP_ID, EVER)).toBe(alive.length);
    const middle = second(byPlacing[20]?.createdAt ?? 0);
    const before = await files.count(SHOP_ID, { ...EVER, to: middle });
    expect(before).toBe(alive.filter(({ createdAt }) => createdAt < Date.parse(middle)).length);
    expect(before + (await files.count(SHOP_ID, { ...EVER, from: middle }))).toBe(alive.length);
  });

  test("are the orders of the file that is asked for, the newest first", async () => {
    const { files } = adminStand(() => alive);
    const batches = await batchesOf(files.read(SHOP_ID, await readyFile(files, SHOP_ID), 0));
    const found = batches.flatMap(({ events }) => events.map(({ laneKey }) => laneKey));
    expect(new Set(found)).toEqual(new Set(byPlacing.map(({ id }) => id)));
    const placedAt = new Map(alive.map(({ id, createdAt }) => [id, createdAt]));
    const times = batches.map(({ events }) => events.map(({ laneKey }) => placedAt.get(laneKey) ?? 0));
    expect(times.length).toBeGreaterThan(1);
    for (const [at, earlier] of times.slice(1).entries()) {
      expect(Math.min(...(times[at] ?? []))).toBeGreaterThanOrEqual(Math.max(...earlier));
    }
  });
});

describe("a file that is asked for", () => {
  test.each(["bulk_refused"] as const)("is none where Shopify makes as many as it will (%s)", async (kind) => {
    expect(await onBadDay({ kind }).files.order(SHOP_ID, EVER)).toBeNull();
  });

  test("is none either while five are being made", async () => {
    const { files } = onBadDay({ kind: "bulk_slow", polls: 1_000_000 });
    for (let file = 0; file < 5; file += 1) expect(await files.order(SHOP_ID, EVER)).not.toBeNull();
    expect(await files.order(SHOP_ID, EVER)).toBeNull();
  });

  test("is an error where Shopify does not take the question, or makes none without saying why", async () => {
    const wrong = answering(/"bulkOperation":\{[^}]*\},"userErrors":\[\]/, '"bulkOperation":null,"userErrors":[]');
    await expect(createOrderFiles(wrong).order(SHOP_ID, EVER)).rejects.toMatchObject({ kind: "contract", retry: true });
    const refused = answering(
      /"userErrors":\[\]/,
      '"userErrors":[{"code":"INVALID","field":["query"],"message":"no"}]',
    );
    await expect(createOrderFiles(refused).order(SHOP_ID, EVER)).rejects.toMatchObject({
      kind: "user",
      code: "INVALID",
      retry: false,
    });
  });

  test("is prepared, then ready", async () => {
    const { files } = onBadDay({ kind: "bulk_slow", polls: 3 });
    const id = (await files.order(SHOP_ID, EVER)) ?? "";
    expect(await files.look(SHOP_ID, id)).toEqual({ state: "preparing" });
    await expect(batchesOf(files.read(SHOP_ID, id, 0))).rejects.toMatchObject({ kind: "contract", retry: true });
    const ready = await readyFile(files, SHOP_ID);
    expect(await files.look(SHOP_ID, ready)).toEqual({ state: "ready" });
  });

  test("is gone where Shopify gave it up, or does not know it", async () => {
    const { files } = onBadDay({ kind: "bulk_failed", errorCode: "TIMEOUT", after: 3 });
    const id = (await files.order(SHOP_ID, EVER)) ?? "";
    await expect.poll(() => files.look(SHOP_ID, id)).toEqual({ state: "gone", why: "FAILED: TIMEOUT" });
    expect(await files.look(SHOP_ID, "gid://shopify/BulkOperation/1")).toMatchObject({ state: "gone" });
  });

  test.each([
    ["its time is over", /"status":"COMPLETED"/, '"status":"EXPIRED"', "EXPIRED"],
    ["it has no address any more", /"url":"[^"]*"/, '"url":null', "it has no address any more"],
    ["nobody wants it any more", /"status":"COMPLETED"/, '"status":"CANCELED"', "CANCELED"],
  ])("is gone where %s", async (_what, from, to, why) => {
    const deps = answering(from, to);
    const files = createOrderFiles(deps);
    const id = (await files.order(SHOP_ID, EVER)) ?? "";
    await expect.poll(() => files.look(SHOP_ID, id)).toEqual({ state: "gone", why });
    await expect(batchesOf(files.read(SHOP_ID, id, 0))).rejects.toMatchObject({ kind: "contract", retry: true });
  });

  test("can be cancelled, at any time and again", async () => {
    const { files } = onBadDay({ kind: "bulk_slow", polls: 1_000_000 });
    const id = (await files.order(SHOP_ID, EVER)) ?? "";
    await files.cancel(SHOP_ID, id);
    await expect.poll(() => files.look(SHOP_ID, id)).toEqual({ state: "gone", why: "CANCELED" });
    await files.cancel(SHOP_ID, id);
    const done = adminStand(() => alive).files;
    await done.cancel(SHOP_ID, await readyFile(done, SHOP_ID));
  });
});

describe("a file that breaks off", () => {
  test("is an error, and what came whole before is not lost", async () => {
    const { files } = onBadDay({ kind: "file_cut", bytes: 150_000 });
    const id = await readyFile(files, SHOP_ID);
    const orders = new Set<string>();
    let from = 0;
    const readOn = async () => {
      for await (const { events, next } of files.read(SHOP_ID, id, from)) {
        for (const { laneKey } of events) orders.add(laneKey);
        from = next;
      }
    };
    await expect(readOn()).rejects.toMatchObject({ kind: "transport", retry: true });
    expect(orders.size).toBeGreaterThan(0);
    for (let tries = 0; tries < 20 && orders.size < alive.length; tries += 1) await readOn().catch(() => undefined);
    expect(orders).toEqual(new Set(alive.map(({ id: orderId }) => orderId)));
  });

  test("is an error that is worth another try where its address does not answer", async () => {
    const { files } = onBadDay({ kind: "file_expired" });
    const id = await readyFile(files, SHOP_ID);
    await expect(batchesOf(files.read(SHOP_ID, id, 0))).rejects.toMatchObject({ kind: "transport", retry: true });
  });
});

test("an unknown shop is an error", async () => {
  const { files } = adminStand(() => alive);
  await expect(files.order(shopIdOf("shopify", "other.myshopify.com"), EVER)).rejects.toMatchObject({
    kind: "unauthorised",
  });
});
