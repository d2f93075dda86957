import { describe, expect, it } from "vitest";
import { SHOP, testAdmin } from "./admin.fixture.ts";
import { carryOut, orderIds } from "./bulk/bulk.fixture.ts";

const COUNT = "query ($query: String, $limit: Int) { ordersCount(query: $query, limit: $limit) { count precision } }";
const DAY = 86_400_000;

describe("the count of the orders", () => {
  it("is exact below its limit, and the limit once that is reached", async () => {
    const admin = testAdmin();
    const count = async (variables: object) => (await admin.ask(COUNT, { ...variables })).data.ordersCount;
    const { length } = orderIds(admin);
    expect((await admin.ask("{ ordersCount { count precision } }")).data.ordersCount).toEqual({
      count: length,
      precision: "EXACT",
    });
    expect(await count({ limit: length + 1 })).toEqual({ count: length, precision: "EXACT" });
    expect(await count({ limit: length })).toEqual({ count: length, precision: "AT_LEAST" });
    expect(await count({ limit: 3 })).toEqual({ count: 3, precision: "AT_LEAST" });
    expect(await count({ limit: null })).toEqual({ count: length, precision: "EXACT" });
  });

  it("stops at ten thousand unless it is told otherwise", async () => {
    const admin = testAdmin();
    const [entry] = admin.entries;
    if (entry === undefined) throw new Error("no order");
    const many = Array.from({ length: 10_001 }, () => entry);
    const big = testAdmin({ entries: many });
    expect((await big.ask("{ ordersCount { count precision } }")).data.ordersCount).toEqual({
      count: 10_000,
      precision: "AT_LEAST",
    });
    expect((await big.ask(COUNT, { limit: null })).data.ordersCount).toEqual({ count: 10_001, precision: "EXACT" });
  });

  it("is of those that a search finds", async () => {
    const admin = testAdmin();
    const { data } = await admin.ask("{ orders(first: 10, sortKey: CREATED_AT) { nodes { createdAt } } }");
    const tenth = data.orders.nodes[9].createdAt;
    expect((await admin.ask(COUNT, { query: `created_at:<'${tenth}'` })).data.ordersCount.count).toBe(9);
    expect((await admin.ask(COUNT, { query: `created_at:<='${tenth}'` })).data.ordersCount.count).toBe(10);
  });

  it("is of nothing without the scope of orders", async () => {
    const admin = testAdmin();
    admin.tokens.exchange(SHOP, "lasting");
    admin.tokens.grant(SHOP, ["read_products"]);
    expect((await admin.ask(COUNT)).errors?.[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED" });
  });
});

describe("the orders that an app sees", () => {
  it("are those of its reach, in lists, counts, bulk operations and one by one", async () => {
    const admin = testAdmin({ reachDays: 60 });
    const ids = orderIds(admin);
    const placed = admin.entries.filter(({ order: { deletedAt } }) => deletedAt === null);
    const instants = placed.map(({ order: { createdAt } }) => createdAt).sort((left, right) => left - right);
    const seen = ids.slice(10);
    admin.clock.now = (instants[10] ?? 0) + 60 * DAY - 3_600_000;
    admin.tokens.exchange(SHOP, "lasting");
    const look = async () => {
      admin.clock.now = (instants[10] ?? 0) + 60 * DAY;
      const query = `{ orders(first: 100, sortKey: CREATED_AT) { nodes { id } } ordersCount { count }
        old: order(id: "${ids[9]}") { id } young: order(id: "${ids[10]}") { id } node(id: "${ids[9]}") { id } }`;
      return (await admin.ask(query)).data;
    };
    expect(await look()).toEqual({
      orders: { nodes: seen.map((id) => ({ id })) },
      ordersCount: { count: seen.length },
      old: null,
      young: { id: ids[10] },
      node: null,
    });
    admin.clock.now -= 20_000;
    const over = await carryOut(admin, "{ orders { edges { node { id } } } }");
    expect(over.rootObjectCount).toBe(String(seen.length));

    admin.tokens.grant(SHOP, ["read_orders", "read_all_orders"]);
    expect(await look()).toMatchObject({ ordersCount: { count: ids.length }, old: { id: ids[9] } });
  });
});
