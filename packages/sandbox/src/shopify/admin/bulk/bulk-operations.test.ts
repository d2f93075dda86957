import { describe, expect, it } from "vitest";
import { SHOP, testAdmin } from "../admin.fixture.ts";
import { carryOut, linesAt, look, order, orderIds, untilOver } from "./bulk.fixture.ts";

const ORDERS = "{ orders(sortKey: CREATED_AT) { edges { node { id name } } } }";
const MONEY = "{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }";
const FIELDS = `id name createdAt tags totalPriceSet ${MONEY} customer { id email } shippingAddress { zip countryCodeV2 }
  fulfillments { id status trackingInfo { number url } } taxLines { title priceSet ${MONEY} }`;
const LINE_FIELDS = `id title sku quantity originalUnitPriceSet ${MONEY} product { id }`;
const WHOLE_ORDERS = `{ orders(sortKey: CREATED_AT) { edges { cursor node { ${FIELDS}
  shippingLines(first: 1) { edges { node { id title } } }
  lineItems(first: 1) { pageInfo { hasNextPage } edges { node { ${LINE_FIELDS} } } } } } } }`;

interface Line {
  id: string;
  __parentId?: string;
}

describe("a bulk operation", () => {
  it("is created at once, then runs by itself until it is completed", async () => {
    const admin = testAdmin({ orders: 250 });
    const { bulkOperation, userErrors } = await order(admin, ORDERS);
    expect(userErrors).toEqual([]);
    expect(bulkOperation).toMatchObject({
      status: "CREATED",
      type: "QUERY",
      query: ORDERS,
      objectCount: "0",
      completedAt: null,
      fileSize: null,
      url: null,
    });
    const { length } = orderIds(admin);
    const over = await untilOver(admin, bulkOperation.id);
    expect(over).toMatchObject({ status: "COMPLETED", errorCode: null, partialDataUrl: null });
    expect(over).toMatchObject({ objectCount: String(length), rootObjectCount: String(length) });
    expect(over.completedAt).toMatch(/Z$/);
    const text = await (await admin.api.request(over.url ?? "")).text();
    expect(over.fileSize).toBe(String(Buffer.byteLength(text)));
  });

  it("lets the API answer meanwhile, and its counts grow", async () => {
    const admin = testAdmin({ orders: 250 });
    const { bulkOperation } = await order(admin, ORDERS);
    const seen = new Set<string>();
    for (let last = ""; last !== "COMPLETED"; ) {
      const { status, rootObjectCount } = await look(admin, bulkOperation.id);
      seen.add(`${status} ${rootObjectCount}`);
      last = status;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect([...seen]).toContain("RUNNING 100");
  });

  it("writes of each order and each line what a query answers, and leaves the connections out", async () => {
    const admin = testAdmin();
    const lines: Line[] = await linesAt(admin, (await carryOut(admin, WHOLE_ORDERS)).url);
    const roots = lines.filter((line) => line.__parentId === undefined);
    expect(roots.map(({ id }) => id)).toEqual(orderIds(admin));
    for (const root of roots) {
      const query = `query ($id: ID!) { order(id: $id) { ${FIELDS} lineItems(first: 100) { nodes { ${LINE_FIELDS} } }
        shippingLines(first: 9) { nodes { id title } } } }`;
      const { lineItems, shippingLines, ...expected } = (await admin.askRested(query, { id: root.id })).data.order;
      expect(root).toEqual(expected);
      const children = [...lineItems.nodes, ...shippingLines.nodes].map((node) => ({ ...node, __parentId: root.id }));
      const found = lines.filter((line) => line.__parentId === root.id);
      expect(found).toHaveLength(children.length);
      expect(found).toEqual(expect.arrayContaining(children));
    }
  });

  it("puts children behind all parents, or behind their own where it is asked to group", async () => {
    const admin = testAdmin();
    const flat: Line[] = await linesAt(admin, (await carryOut(admin, WHOLE_ORDERS)).url);
    const firstChild = flat.findIndex((line) => line.__parentId !== undefined);
    expect(firstChild).toBe(orderIds(admin).length);
    expect(flat.slice(firstChild).every((line) => line.__parentId !== undefined)).toBe(true);

    const grouped: Line[] = await linesAt(admin, (await carryOut(admin, WHOLE_ORDERS, true)).url);
    let parent = "";
    for (const line of grouped) {
      if (line.__parentId === undefined) parent = line.id;
      else expect(line.__parentId).toBe(parent);
    }
    expect(new Set(grouped.map((line) => JSON.stringify(line)))).toEqual(
      new Set(flat.map((line) => JSON.stringify(line))),
    );
  });

  it("finds two levels of connections, through fragments and aliases", async () => {
    const admin = testAdmin();
    admin.tokens.exchange(SHOP, "lasting");
    admin.tokens.grant(SHOP, ["read_orders", "read_products"]);
    const query = `{ all: orders(query: "test:false") { edges { item: node { id ...Goods } } } }
      fragment Goods on Order { goods: lineItems { edges { node { id product { id metafields { edges { node { id } } } } } } } }`;
    const lines: Line[] = await linesAt(admin, (await carryOut(admin, query)).url);
    const metafields = lines.filter(({ id }) => id.includes("/Metafield/"));
    expect(lines.filter(({ id }) => id.includes("/LineItem/")).length).toBeGreaterThan(0);
    expect(metafields.length).toBeGreaterThan(0);
    for (const { __parentId } of metafields) expect(__parentId).toContain("/LineItem/");
    expect(JSON.stringify(lines)).not.toContain("edges");
  });

  it("takes search, order and direction from the query, and no notice of `first`", async () => {
    const admin = testAdmin();
    const ids = orderIds(admin);
    const at = admin.entries.map(({ order: { createdAt } }) => createdAt).sort((left, right) => left - right)[20] ?? 0;
    const search = `created_at:<'${new Date(at).toISOString()}'`;
    const query = `{ orders(first: 2, query: "${search}", sortKey: CREATED_AT, reverse: true) { edges { node { id createdAt } } } }`;
    const lines = await linesAt(admin, (await carryOut(admin, query)).url);
    const expected = ids.slice(0, lines.length).reverse();
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.map(({ id }) => id)).toEqual(expected);
    expect(lines.every(({ createdAt }) => Date.parse(createdAt) < at)).toBe(true);
  });

  it("has no file where it finds nothing", async () => {
    const over = await carryOut(testAdmin(), '{ orders(query: "id:1") { edges { node { id } } } }');
    expect(over).toMatchObject({ status: "COMPLETED", objectCount: "0", url: null, fileSize: null });
  });

  it("costs what its mutation costs, however much it reads", async () => {
    const { ask } = testAdmin({ orders: 250 });
    const mutation = `mutation { bulkOperationRunQuery(query: "${ORDERS}") { bulkOperation { id } userErrors { message } } }`;
    expect((await ask(mutation)).extensions.cost).toMatchObject({ requestedQueryCost: 13, actualQueryCost: 12 });
  });

  it("ends as ACCESS_DENIED where the app lacks a scope", async () => {
    const admin = testAdmin();
    admin.tokens.exchange(SHOP, "lasting");
    admin.tokens.grant(SHOP, ["read_orders"]);
    const query = "{ orders { edges { node { id customer { metafields { edges { node { id } } } } } } } }";
    expect(await carryOut(admin, query)).toMatchObject({ status: "FAILED", errorCode: "ACCESS_DENIED", url: null });
  });

  it("can be canceled while it is under way, and not afterwards", async () => {
    const admin = testAdmin({ orders: 250 });
    const cancel = async (id: string) => {
      const mutation = `mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { field message } } }`;
      return (await admin.askRested(mutation, { id })).data.bulkOperationCancel;
    };
    const { bulkOperation } = await order(admin, ORDERS);
    expect(await cancel(bulkOperation.id)).toEqual({ bulkOperation: { status: "CANCELING" }, userErrors: [] });
    const over = await untilOver(admin, bulkOperation.id);
    expect(over).toMatchObject({ status: "CANCELED", url: null, completedAt: null });
    const message = "A bulk operation cannot be canceled when it is canceled";
    expect(await cancel(bulkOperation.id)).toMatchObject({ userErrors: [{ field: null, message }] });
    expect(await cancel("gid://shopify/BulkOperation/1")).toEqual({
      bulkOperation: null,
      userErrors: [{ field: ["id"], message: "Bulk operation does not exist" }],
    });
  });

  it("is one of at most five at a time", async () => {
    const admin = testAdmin({ misbehave: () => ({ kind: "bulk_slow", polls: 1 }) });
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await order(admin, ORDERS)).bulkOperation.id);
    const message = `A bulk query operation for this app and shop is already in progress: ${ids.join(", ")}.`;
    expect(await order(admin, ORDERS)).toEqual({
      bulkOperation: null,
      userErrors: [{ field: null, message, code: "OPERATION_IN_PROGRESS" }],
    });
    await untilOver(admin, ids[2] ?? "");
    expect((await order(admin, ORDERS)).userErrors).toEqual([]);
  });

  it("is listed with the others, the newest first, and is the current one while it is the last", async () => {
    const admin = testAdmin({ misbehave: ({ before }) => (before === 1 ? { kind: "bulk_slow", polls: 1 } : null) });
    const first = await carryOut(admin, ORDERS);
    const second = (await order(admin, ORDERS)).bulkOperation;
    const { data } = await admin.askRested(`{
      all: bulkOperations(first: 9) { nodes { id } }
      oldest: bulkOperations(first: 1, reverse: true) { nodes { id } }
      running: bulkOperations(first: 9, query: "status:completed") { nodes { id } }
      currentBulkOperation { id } mutation: currentBulkOperation(type: MUTATION) { id } }`);
    expect(data).toEqual({
      all: { nodes: [{ id: second.id }, { id: first.id }] },
      oldest: { nodes: [{ id: first.id }] },
      running: { nodes: [{ id: first.id }] },
      currentBulkOperation: { id: second.id },
      mutation: null,
    });
  });

  it("is known to both versions of the API", async () => {
    const { ask } = testAdmin();
    const mutation = `mutation { bulkOperationRunQuery(query: "${ORDERS}") { bulkOperation { status } userErrors { code } } }`;
    for (const version of ["2026-07", "2026-10"])
      expect((await ask(mutation, {}, version)).data.bulkOperationRunQuery.bulkOperation).toEqual({
        status: "CREATED",
      });
  });
});

describe("a bad day of bulk operations", () => {
  it.each(["INTERNAL_SERVER_ERROR", "TIMEOUT"] as const)(
    "fails with %s and leaves what there is",
    async (errorCode) => {
      const admin = testAdmin({ misbehave: () => ({ kind: "bulk_failed", errorCode, after: 7 }) });
      const over = await carryOut(admin, ORDERS);
      expect(over).toMatchObject({ status: "FAILED", errorCode, rootObjectCount: "7", url: null, completedAt: null });
      expect(await linesAt(admin, over.partialDataUrl)).toHaveLength(7);
    },
  );

  it("leaves nothing where it fails before the first order", async () => {
    const admin = testAdmin({ misbehave: () => ({ kind: "bulk_failed", errorCode: "TIMEOUT", after: 0 }) });
    expect(await carryOut(admin, ORDERS)).toMatchObject({ status: "FAILED", partialDataUrl: null });
  });

  it("takes at least as many polls as it is told", async () => {
    const admin = testAdmin({ misbehave: () => ({ kind: "bulk_slow", polls: 400 }) });
    const { bulkOperation } = await order(admin, ORDERS);
    let polls = 0;
    while ((await look(admin, bulkOperation.id)).status !== "COMPLETED") {
      polls += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(polls).toBeGreaterThanOrEqual(400);
  });

  it("starts nothing when it says LIMIT_REACHED", async () => {
    const admin = testAdmin({ misbehave: ({ to }) => (to === "bulk" ? { kind: "bulk_refused" } : null) });
    expect(await order(admin, ORDERS)).toMatchObject({ bulkOperation: null, userErrors: [{ code: "LIMIT_REACHED" }] });
    expect((await admin.ask("{ bulkOperations(first: 1) { nodes { id } } }")).data.bulkOperations.nodes).toEqual([]);
  });
});
