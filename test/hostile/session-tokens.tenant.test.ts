import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askAdmin, bearer } from "../http/ask-admin.ts";
import { SHOP, startAdmin } from "../http/running-admin.ts";

const ALLOWED = 300;
const OTHER = "other.myshopify.com";

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin({ requestsPerSession: ALLOWED });
});
afterAll(() => admin.stop());

/** Of somebody else in each test: what one asks for too often is not the others' trouble. */
const tokenOf = (userId: string, changes: { now?: number; tokenId?: string } = {}) =>
  admin.sessionToken({ userId, ...changes });

describe("J9 a token of one shop in a request that names another", () => {
  const other = () => shopIdOf("shopify", OTHER);
  beforeAll(async () => {
    await admin.store.problems.raise(shopIdOf("shopify", SHOP), "core_unreachable");
    await admin.store.problems.raise(other(), "orders_refused");
  });

  test.each([`?shop=${OTHER}`, `?shopId=${OTHER}`, `?shop=${SHOP}&shop=${OTHER}`, `?host=${btoa(`${OTHER}/admin`)}`])(
    "reads what is its own: %s",
    async (query) => {
      const text = await (
        await askAdmin(admin, `/app/problems.data${query}`, { headers: bearer(tokenOf("j9")) })
      ).text();
      expect(text).toContain("core_unreachable");
      expect(text).not.toContain("orders_refused");
    },
  );

  test("opens its own shop in a document too", async () => {
    const path = `/app/problems?${admin.query(tokenOf("j9"), { shop: OTHER })}`;
    const text = await (await askAdmin(admin, path)).text();
    expect(text).toContain("core_unreachable");
    expect(text).not.toContain("orders_refused");
  });

  test("changes what is its own, whatever its form says", async () => {
    const given =
      "INSERT INTO inbox_event (shop_id, source, event_key, body_hash, topic, lane_key, headers, body, received_at, state)";
    for (const shop of [SHOP, OTHER])
      await admin.pool.query(`${given} VALUES ($1, 'shopify', 'k', 'h', 't', 'l', '{}', 'b', $2, 'quarantined')`, [
        shopIdOf("shopify", shop),
        new Date(),
      ]);
    const body = new URLSearchParams({ remedy: "replay", shop: OTHER, shopId: other() });
    const path = `/app/problems.data?shop=${OTHER}`;
    const answer = await askAdmin(admin, path, { method: "POST", body, headers: bearer(tokenOf("j9")) });
    expect(answer.status).toBe(200);
    const { rows } = await admin.pool.query("SELECT shop_id, state FROM inbox_event ORDER BY state");
    expect(rows).toEqual([
      { shop_id: shopIdOf("shopify", SHOP), state: "pending" },
      { shop_id: other(), state: "quarantined" },
    ]);
  });
});

describe("J10 a token from before the app was uninstalled", () => {
  test("is refused, although it has not run out, and leaves no session; one from after is accepted", async () => {
    const endedAt = Math.floor(Date.now() / 1_000) * 1_000 - 5_000;
    await admin.store.shops.makeKnown({ platform: "shopify", domain: SHOP });
    await admin.pool.query("TRUNCATE session");
    await admin.pool.query("UPDATE shop SET access_ended_at = $1 WHERE domain = $2", [new Date(endedAt), SHOP]);
    const exchanges = admin.tokens.counts(SHOP).exchanges;
    for (const now of [endedAt - 20_000, endedAt]) {
      const token = tokenOf("j10", { now });
      expect((await askAdmin(admin, "/app.data", { headers: bearer(token) })).status).toBe(401);
      const body = new URLSearchParams({ intent: "switch_off" });
      const change = { method: "POST", body, headers: bearer(token) };
      expect((await askAdmin(admin, "/app/connection.data", change)).status).toBe(401);
      const document = await askAdmin(admin, `/app?${admin.query(token)}`);
      expect(document.headers.get("Location")).toMatch(/^\/auth\/session-token\?/);
    }
    expect(admin.tokens.counts(SHOP).exchanges).toBe(exchanges);
    expect((await admin.pool.query("SELECT FROM session")).rowCount).toBe(0);

    const token = tokenOf("j10", { now: endedAt + 1_000 });
    expect((await askAdmin(admin, "/app.data", { headers: bearer(token) })).status).toBe(200);
    // The next test has a shop that nothing has happened to.
    await admin.pool.query("UPDATE shop SET access_ended_at = NULL");
  });
});

describe("J11 one token a thousand times", () => {
  test("is good again and again, until it comes too often; nobody else notices", async () => {
    const [own, fresh, others] = [
      tokenOf("j11", { tokenId: "same" }),
      tokenOf("j11", { tokenId: "next" }),
      tokenOf("j11-other"),
    ];
    const ask = (token: string) => askAdmin(admin, "/app/connection.data", { headers: bearer(token) });
    const statuses: number[] = [];
    for (let n = 0; n < 1_000; n += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask(own)));
      statuses.push(...answers.map(({ status }) => status));
      await Promise.all(answers.map((answer) => answer.text()));
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(ALLOWED);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1_000 - ALLOWED);
    const refused = await ask(fresh);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await ask(others)).status).toBe(200);
    const document = await askAdmin(admin, `/app?${admin.query(own)}`);
    expect([document.status, document.headers.get("Retry-After") !== null]).toEqual([429, true]);
  });

  test("counts nothing that is forged", async () => {
    const forged = admin.sessionToken({ userId: "j11-forged", clientSecret: "another" });
    for (let n = 0; n < ALLOWED + 1; n += 1)
      await (await askAdmin(admin, "/app.data", { headers: bearer(forged) })).text();
    expect((await askAdmin(admin, "/app.data", { headers: bearer(tokenOf("j11-forged")) })).status).toBe(200);
  });
});
