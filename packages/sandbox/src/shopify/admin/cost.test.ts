import { describe, expect, it } from "vitest";
import { CLIENT, SHOP, testAdmin } from "./admin.fixture.ts";
import { createAdminApi } from "./create-admin-api.ts";

describe("what a query costs", () => {
  it("is 1 for an object, nothing for a scalar, and `first` times its nodes for a connection", async () => {
    const { ask } = testAdmin();
    const costOf = async (query: string) => (await ask(query)).extensions.cost.requestedQueryCost;
    expect(await costOf("{ shop { name url } }")).toBe(1);
    expect(await costOf("{ shop { primaryDomain { url } } }")).toBe(2);
    expect(await costOf("{ orders(first: 10) { nodes { id } pageInfo { hasNextPage } } }")).toBe(10);
    expect(await costOf("{ orders(first: 10) { edges { cursor node { id customer { id } } } } }")).toBe(20);
    expect(await costOf("{ orders(first: 5) { nodes { lineItems(first: 4) { nodes { product { id } } } } } }")).toBe(
      45,
    );
  });

  it("counts variables, fragments and aliases", async () => {
    const { ask } = testAdmin();
    const { extensions } = await ask(
      `query ($n: Int!) { a: orders(first: $n) { nodes { ...F } } b: shop { name } }
       fragment F on Order { customer { id } ... on Order { shippingAddress { zip } } }`,
      { n: 3 },
    );
    expect(extensions.cost.requestedQueryCost).toBe(3 * 3 + 1);
  });

  it("is charged by what was found, and comes back by the second", async () => {
    const { ask, clock } = testAdmin();
    const { extensions } = await ask('{ orders(first: 200, query: "id:1") { nodes { id } } shop { name } }');
    expect(extensions.cost).toEqual({
      requestedQueryCost: 201,
      actualQueryCost: 1,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1999, restoreRate: 100 },
    });
    clock.now += 1000;
    expect((await ask("{ shop { name } }")).extensions.cost.throttleStatus.currentlyAvailable).toBe(1999);
  });

  it("leaves ten times as much in a shop of the Plus plan", async () => {
    const { ask, clock } = testAdmin({ plan: "plus" });
    const status = async (query: string) => (await ask(query)).extensions.cost.throttleStatus;
    const full = { maximumAvailable: 20_000, restoreRate: 1000 };
    for (let spent = 0; spent < 1000; spent += 40) await ask("{ orders(first: 40) { nodes { id } } }");
    const after = await status("{ shop { name } }");
    expect(after).toMatchObject(full);
    expect(after.currentlyAvailable).toBeLessThan(19_500);
    clock.now += 1000;
    expect(await status("{ shop { name } }")).toEqual({ ...full, currentlyAvailable: 19_999 });
  });

  it("is refused above 1000 points without being tried", async () => {
    const { ask } = testAdmin();
    const answer = await ask("{ orders(first: 250) { nodes { lineItems(first: 10) { nodes { id } } } } }");
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "MAX_COST_EXCEEDED", cost: 2750, maxCost: 1000 });
  });

  it("throttles when the bucket is too empty, and lets the app in again once it has filled", async () => {
    const { ask, clock } = testAdmin({ orders: 250 });
    const dear = "{ orders(first: 250) { nodes { shippingAddress { zip } customer { id } } } }";
    const answers = [];
    for (let time = 0; time < 4; time += 1) answers.push(await ask(dear));
    const throttled = answers.at(-1);
    expect(throttled?.errors?.[0]).toMatchObject({ message: "Throttled", extensions: { code: "THROTTLED" } });
    expect(throttled?.extensions.cost.actualQueryCost).toBeNull();
    const missing = 750 - (throttled?.extensions.cost.throttleStatus.currentlyAvailable ?? 0);
    clock.now += (missing / 100) * 1000;
    expect((await ask(dear)).errors).toBeUndefined();
  });
});

describe("a bad day of the Admin API", () => {
  const ask = (api: ReturnType<typeof createAdminApi>, token: string, query: string, version = "2026-10") =>
    api.request(`/${SHOP}/admin/api/${version}/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-access-token": token },
      body: JSON.stringify({ query }),
    });

  it("answers with a status, says THROTTLED, or leaves a field out, as it is told", async () => {
    const days = [
      { kind: "status", status: 429, retryAfterSeconds: 2 },
      { kind: "throttled" },
      { kind: "denied", fields: ["Order.customer"], scope: "read_customers" },
      { kind: "lost_answer" },
      null,
    ] as const;
    const { api, tokens, entries } = testAdmin({ misbehave: ({ before }) => days[before] ?? null });
    const token = tokens.exchange(SHOP, "lasting")?.access_token ?? "";
    const query = `{ order(id: "gid://shopify/Order/${entries[0]?.order.id}") { name customer { id } } }`;
    const limited = await ask(api, token, query);
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "2"]);
    expect(await (await ask(api, token, query)).json()).toMatchObject({
      errors: [{ extensions: { code: "THROTTLED" } }],
    });
    expect(await (await ask(api, token, query)).json()).toMatchObject({
      data: { order: { name: entries[0]?.order.name, customer: null } },
      errors: [{ path: ["order", "customer"], extensions: { code: "ACCESS_DENIED" } }],
    });
    expect((await ask(api, token, query)).status).toBe(502);
    expect(await (await ask(api, token, query)).json()).not.toHaveProperty("errors");
  });

  it("hangs until the app gives up", async () => {
    const { api, tokens } = testAdmin({ misbehave: () => ({ kind: "hang" }) });
    const gaveUp = new AbortController();
    const answer = api.request(
      new Request(`http://sandbox/${SHOP}/admin/api/2026-10/graphql.json`, { method: "POST", signal: gaveUp.signal }),
    );
    const first = await Promise.race([answer, new Promise((resolve) => setImmediate(() => resolve("nothing yet")))]);
    expect(first).toBe("nothing yet");
    gaveUp.abort();
    expect((await answer).status).toBe(504);
    expect(tokens.isInstalled(SHOP)).toBe(false);
  });

  it("is no excuse for a wrong token, an unknown shop, or a version that has no schema", async () => {
    const { api, tokens } = testAdmin();
    const wrong = await ask(api, "shpat_x", "{ shop { name } }");
    expect([wrong.status, await wrong.json()]).toEqual([
      401,
      { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" },
    ]);
    const token = tokens.exchange(SHOP, "lasting")?.access_token ?? "";
    expect((await ask(api, token, "{ shop { name } }", "2019-04")).status).toBe(404);
    const other = createAdminApi({ shops: new Map(), ...CLIENT, now: () => 0 });
    expect((await ask(other, token, "{ shop { name } }")).status).toBe(404);
    expect(await (await ask(api, token, "{ shop {")).json()).toMatchObject({ errors: [{ locations: [{ line: 1 }] }] });
  });
});
