import { describe, expect, it } from "vitest";
import type { TestAdmin } from "./admin.fixture.ts";
import { testAdmin } from "./admin.fixture.ts";

const PAGE = `query ($after: String, $query: String, $reverse: Boolean) {
  orders(first: 7, after: $after, query: $query, sortKey: UPDATED_AT, reverse: $reverse) {
    nodes { legacyResourceId updatedAt } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

interface Row {
  legacyResourceId: string;
  updatedAt: string;
}

async function toTheEnd({ askRested }: TestAdmin, variables: Record<string, unknown> = {}): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await askRested(PAGE, { ...variables, after });
    expect(errors).toBeUndefined();
    rows.push(...data.orders.nodes);
    expect(data.orders.pageInfo.hasPreviousPage).toBe(after !== null);
    after = data.orders.pageInfo.hasNextPage ? data.orders.pageInfo.endCursor : null;
  } while (after !== null);
  return rows;
}

describe("the pages of the Admin API", () => {
  it("show every order once, in the order of their updates, forwards and backwards", async () => {
    const admin = testAdmin({ orders: 50 });
    const expected = admin.entries
      .map(({ order }) => order)
      .filter(({ deletedAt }) => deletedAt === null)
      .sort((left, right) => left.updatedAt - right.updatedAt)
      .map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(40);
    expect((await toTheEnd(admin)).map((row) => row.legacyResourceId)).toEqual(expected);
    const backwards = (await toTheEnd(admin, { reverse: true })).map((row) => row.legacyResourceId);
    expect(backwards).toEqual(expected.reverse());
  });

  it("show what was updated since an instant, and nothing older", async () => {
    const admin = testAdmin({ orders: 50 });
    const all = await toTheEnd(admin);
    const since = all[20]?.updatedAt ?? "";
    const rows = await toTheEnd(admin, { query: `updated_at:>='${since}'` });
    expect(rows).toEqual(all.slice(20));
    expect(await toTheEnd(admin, { query: `updated_at:>${since} AND test:false` })).not.toContainEqual(all[20]);
  });

  it("lead through an order of sixty lines without losing one", async () => {
    const { entries, askRested } = testAdmin({ orders: 50 });
    const order = entries.find((entry) => entry.order.kinds.includes("sixty_lines"))?.order;
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await askRested(
        `query ($id: ID!, $after: String) { order(id: $id) { lineItems(first: 13, after: $after) {
          nodes { id } pageInfo { hasNextPage endCursor } } } }`,
        { id: `gid://shopify/Order/${order?.id}`, after },
      );
      const page = data.order.lineItems;
      ids.push(...page.nodes.map(({ id }: { id: string }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(ids).toEqual(order?.lines.map(({ id }) => `gid://shopify/LineItem/${id}`));
  });

  it("go backwards with last and before", async () => {
    const admin = testAdmin({ orders: 50 });
    const all = await toTheEnd(admin);
    const query = `query ($before: String) { orders(last: 2, before: $before, sortKey: UPDATED_AT) {
      nodes { legacyResourceId } pageInfo { hasNextPage hasPreviousPage startCursor } } }`;
    const end = await admin.ask(query);
    expect(end.data.orders.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const before = await admin.ask(query, { before: end.data.orders.pageInfo.startCursor });
    const seen = [...before.data.orders.nodes, ...end.data.orders.nodes];
    expect(seen.map((row: Row) => row.legacyResourceId)).toEqual(all.slice(-4).map((row) => row.legacyResourceId));
  });

  it.each([
    ["{ orders { nodes { id } } }", "you must provide one of first or last"],
    ["{ orders(first: 251) { pageInfo { hasNextPage } } }", "first cannot exceed 250"],
    ['{ orders(first: 1, after: "x") { nodes { id } } }', "Invalid cursor for current pagination sort."],
    ['{ orders(first: 1, query: "gift:yes") { nodes { id } } }', "The sandbox does not know the search term gift"],
  ])("refuse %s", async (query, message) => {
    expect((await testAdmin().ask(query)).errors?.[0]?.message).toBe(message);
  });
});
