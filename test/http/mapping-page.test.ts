import { shopIdOf } from "@karla/sync/ids";
import { MAX_DOCUMENT_BYTES } from "@karla/sync/mapping-limits";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { keepOrder } from "../setup/keep-order.ts";
import { askAdmin, bearer } from "./ask-admin.ts";
import { SHOP, startAdmin } from "./running-admin.ts";

const MINE = shopIdOf("shopify", SHOP);
const OTHER = shopIdOf("shopify", "other.myshopify.com");

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin();
  await keepOrder(admin.store, MINE, "1");
  await keepOrder(admin.store, OTHER, "2");
});
beforeEach(() => admin.pool.query("TRUNCATE mapping_draft, mapping_version, mapping_change"));
afterAll(() => admin.stop());

/** What the page's own request is answered: the status, and the answer as it is on the wire. */
async function ask(wish: object | string, token = admin.sessionToken()): Promise<{ status: number; said: string }> {
  const response = await askAdmin(admin, "/app/mapping.data", {
    method: "POST",
    headers: { ...bearer(token), "Content-Type": "application/json" },
    body: typeof wish === "string" ? wish : JSON.stringify(wish),
  });
  return { status: response.status, said: await response.text() };
}

const rule = (name: string, target: object = { path: "order.order_analytics.note_attributes", name }) => ({
  id: "it",
  label: name,
  enabled: true,
  source: { from: "note_attribute", name },
  transforms: [],
  target,
});
const written = (...rules: object[]) => JSON.stringify({ schemaVersion: 1, rules });
const drafted = async () => (await admin.store.mappings.draft(MINE)).document.rules.map(({ label }) => label);
const SAVED = { intent: "save", document: written(rule("gift")), revision: 0 };

describe("the mapping's page", () => {
  test("shows its own shop's orders and fields alone", async () => {
    const page = await askAdmin(admin, "/app/mapping.data", { headers: bearer(admin.sessionToken()) });
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(text).toContain("#1");
    expect(text).not.toContain("#2");
  });

  test("of two tabs the second is told that somebody saved, and nothing is overwritten (M8)", async () => {
    expect(await ask(SAVED)).toMatchObject({ status: 200, said: expect.stringContaining("saved") });
    const second = await ask({ ...SAVED, document: written(rule("other")) });
    expect(second).toMatchObject({ status: 409, said: expect.stringContaining("stale") });
    expect(await drafted()).toEqual(["gift"]);
  });

  test("who saved is kept, as the session token names them", async () => {
    await ask(SAVED, admin.sessionToken({ userId: "77" }));
    expect(await admin.store.mappings.draft(MINE)).toMatchObject({ savedBy: "user:77" });
  });

  test.each([
    ["of a newer version", JSON.stringify({ schemaVersion: 2, rules: [] }), 422, "newer_version"],
    ["that is no JSON", "{", 422, "not_json"],
    ["that is no mapping", "[]", 422, "not_a_mapping"],
    ["with more than a mapping has", '{"schemaVersion":1,"rules":[],"code":"x"}', 422, "not_a_mapping"],
    ["that is too large", " ".repeat(MAX_DOCUMENT_BYTES + 1), 413, "too_large"],
    ["that writes what is protected", written(rule("gift", { path: "order.external_id" })), 422, "target_protected"],
    ["with an empty name", written(rule("")), 422, "incomplete"],
  ])("a document %s is refused by name, and changes nothing", async (_, document, status, said) => {
    for (const intent of ["save", "try"]) {
      expect(await ask({ intent, document, revision: 0, orders: 50 })).toMatchObject({
        status,
        said: expect.stringContaining(said),
      });
    }
    expect((await admin.store.mappings.draft(MINE)).revision).toBe(0);
  });

  test("a file is refused for the same reasons, and one that fits is shown and not taken over", async () => {
    expect(await ask({ intent: "read_file", document: "{" })).toMatchObject({ status: 422 });
    const read = await ask({ intent: "read_file", document: written(rule("gift")) });
    expect(read).toMatchObject({ status: 200, said: expect.stringContaining("read_file") });
    expect((await admin.store.mappings.draft(MINE)).revision).toBe(0);
  });

  test("fifty megabytes are turned away before they are read", async () => {
    const answer = await askAdmin(admin, "/app/mapping.data", {
      method: "POST",
      headers: { ...bearer(admin.sessionToken()), "Content-Type": "application/json" },
      body: JSON.stringify({ intent: "read_file", document: " ".repeat(50_000_000) }),
    }).catch(() => null);
    // Whoever sends on may find the connection closed before the answer is read.
    expect([null, 413]).toContain(answer?.status ?? null);
    expect((await ask(SAVED)).status).toBe(200);
  });

  test("another shop's order is not looked at, and its versions are not put back", async () => {
    const preview = { intent: "preview", document: written(rule("gift")), orderId: "2" };
    expect((await ask(preview)).said).not.toContain("#2");
    await admin.store.mappings.save(OTHER, {
      document: { schemaVersion: 1, rules: [] },
      revision: 0,
      by: "operator",
    });
    await admin.store.mappings.publish(OTHER, { revision: 1, by: "operator" });
    for (const intent of ["restore", "send_again"]) {
      expect(await ask({ intent, version: 1 })).toMatchObject({ status: 404 });
    }
    expect(await admin.store.mappings.versions(MINE)).toEqual([]);
  });

  test.each([
    ["{", 400],
    ["[]", 400],
    [{ intent: "drop" }, 400],
    [{ intent: "try", document: "{}", orders: 1_000_000 }, 400],
    [{ intent: "publish", revision: -1, confirmed: true }, 400],
  ])("what is no question of ours, %j, is none", async (wish, status) => {
    expect((await ask(wish)).status).toBe(status);
  });

  test("publishes what was saved, once, and says so to both tabs", async () => {
    await ask(SAVED);
    expect(await ask({ intent: "publish", revision: 0, confirmed: true })).toMatchObject({ status: 409 });
    expect(await ask({ intent: "publish", revision: 1, confirmed: false })).toMatchObject({ status: 200 });
    expect(await admin.store.mappings.published(MINE)).toMatchObject({ version: 1 });
  });
});
