import { describe, expect, it } from "vitest";
import { entryWhere, filledShop, MANIFEST, testShop } from "../shopware.fixture.ts";

describe("the token endpoint", () => {
  const grant = { grant_type: "client_credentials", client_id: "SWIA", client_secret: "wrong" };

  it("gives a token for ten minutes to the app's own credentials, sent as JSON or as a form", async () => {
    const { shop, ask, clock } = await testShop();
    const { clientId: client_id = "", clientSecret: client_secret = "" } = shop.app() ?? {};
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id, client_secret });
    const response = await shop.fetch(
      new Request("http://127.0.0.1/sub/api/oauth/token", { method: "POST", body: form }),
    );
    expect(await response.json()).toMatchObject({ token_type: "Bearer", expires_in: 600 });
    expect((await ask("/api/search/order")).status).toBe(200);
    clock.now += 599_000;
    expect((await ask("/api/search/order")).status).toBe(200);
    clock.now += 1_000;
    expect(await ask("/api/search/order")).toMatchObject({
      status: 401,
      body: { errors: [{ code: "9", status: "401" }] },
    });
  });

  it("says code 4 to wrong credentials, and code 9 to a broken token", async () => {
    const { ask } = await testShop();
    expect(await ask("/api/oauth/token", grant)).toMatchObject({
      status: 401,
      body: { errors: [{ code: "4", status: "401", title: "Client authentication failed", detail: null }] },
    });
    const answer = await ask("/api/search/order", {}, { headers: { authorization: "Bearer garbage" } });
    expect(answer).toMatchObject({
      status: 401,
      body: { errors: [{ code: "9", detail: "The JWT string must have two dots" }] },
    });
  });

  it("lets nobody try more than ten times in ten seconds without success", async () => {
    const { ask, clock } = await testShop();
    await ask("/api/search/order");
    for (let tries = 0; tries < 10; tries += 1) expect((await ask("/api/oauth/token", grant)).status).toBe(401);
    const refused = await ask("/api/oauth/token", grant);
    expect(refused).toMatchObject({ status: 429, body: { errors: [{ code: "FRAMEWORK__RATE_LIMIT_EXCEEDED" }] } });
    expect(refused.headers.get("retry-after")).toBe("10");
    clock.now += 10_000;
    expect((await ask("/api/oauth/token", grant)).status).toBe(401);
  });

  it("knows the app no more once it is uninstalled or has other keys", async () => {
    const { shop, ask } = await testShop();
    expect((await ask("/api/search/order")).status).toBe(200);
    await shop.registerAgain();
    expect((await ask("/api/search/order")).status).toBe(401);
  });
});

describe("a search", () => {
  it("shows associations that were asked for, and null for the others", async () => {
    const { ask } = await filledShop();
    const { body } = await ask("/api/search/order", { limit: 1, associations: { deliveries: {}, tags: {} } });
    expect(Array.isArray(body.data[0].deliveries)).toBe(true);
    expect(Array.isArray(body.data[0].tags)).toBe(true);
    expect(body.data[0]).toMatchObject({ lineItems: null, orderCustomer: null, apiAlias: "order", translated: [] });
    expect(body.data[0].deliveries[0]).toMatchObject({ positions: null, shippingMethod: null });
  });

  it("cuts down to `includes`, by alias, in what hangs on it as well", async () => {
    const { ask } = await filledShop();
    const { body } = await ask("/api/search/order", {
      limit: 1,
      associations: { lineItems: {} },
      includes: { order: ["id", "lineItems", "price"], order_line_item: ["label"], cart_price: ["totalPrice"] },
    });
    const [order] = body.data;
    expect(Object.keys(order).sort()).toEqual(["apiAlias", "id", "lineItems", "price"]);
    expect(Object.keys(order.lineItems[0]).sort()).toEqual(["apiAlias", "label"]);
    expect(Object.keys(order.price).sort()).toEqual(["apiAlias", "totalPrice"]);
  });

  it("walks through all orders by their counter, each once", async () => {
    const { shop, ask } = await filledShop();
    const seen: string[] = [];
    for (let last = 0; ; ) {
      const { body } = await ask("/api/search/order", {
        limit: 50,
        filter: [{ type: "range", field: "autoIncrement", parameters: { gt: last } }],
        sort: [{ field: "autoIncrement", order: "ASC" }],
        includes: { order: ["id", "autoIncrement"] },
      });
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      last = body.data.at(-1)?.autoIncrement ?? 0;
      if (body.data.length < 50) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.sort()).toEqual(
      shop
        .orders()
        .map(({ booked }) => shop.idOf(booked))
        .sort(),
    );
  });

  it("finds a delivery by the time of its last write, which a code makes and the order does not know of", async () => {
    const { ask, shop } = await testShop();
    const { history } = entryWhere(
      ({ kinds, fulfillments }) => kinds[0] === "changed_number" && fulfillments.length > 0,
    );
    shop.enter(history);
    const since = history.at(-1)?.updatedAt ?? 0;
    const field = "updatedAt";
    const gte = new Date(since).toISOString();
    const or = [
      { type: "range", field, parameters: { gte } },
      { type: "range", field: "createdAt", parameters: { gte } },
    ];
    const wish = { filter: [{ type: "multi", operator: "or", queries: or }], sort: [{ field }, { field: "id" }] };
    const deliveries = await ask("/api/search/order-delivery", wish);
    expect(deliveries.body.data).toHaveLength(1);
    expect(deliveries.body.data[0].trackingCodes).toEqual(history.at(-1)?.fulfillments[0]?.trackingNumbers);
    expect((await ask("/api/search/order", wish)).body.data).toHaveLength(0);
  });

  it("filters by ids, by lists, by what it is not, and over associations", async () => {
    const { ask, shop } = await filledShop();
    const [first, second] = shop.orders();
    const ids = [first, second].map((order) => (order === undefined ? "" : shop.idOf(order.booked)));
    expect((await ask("/api/search/order", { ids })).body.data).toHaveLength(2);
    const numbers = [first, second].map((order) => String(order?.booked.number));
    const any = { type: "equalsAny", field: "orderNumber", value: numbers.join("|") };
    expect((await ask("/api/search/order", { filter: [any] })).body.total).toBe(2);
    const not = { type: "not", operator: "or", queries: [any] };
    const counted = await ask("/api/search/order", { filter: [not], limit: 1, "total-count-mode": 1 });
    expect(counted.body.total).toBe(shop.orders().length - 2);
    const shipped = { type: "equals", field: "deliveries.stateMachineState.technicalName", value: "shipped" };
    const found = await ask("/api/search/order", { filter: [shipped], limit: 500 });
    expect(found.body.total).toBe(
      shop.orders().filter(({ deliveries }) => deliveries.some(({ state }) => state === "shipped")).length,
    );
    expect(found.body.total).toBeGreaterThan(0);
  });

  it("refuses more than 500 at once, associations that there are not, and fields that there are not", async () => {
    const { ask } = await filledShop();
    expect(await ask("/api/search/order", { limit: 501 })).toMatchObject({
      status: 400,
      body: {
        errors: [{ code: "FRAMEWORK__QUERY_LIMIT_EXCEEDED", meta: { parameters: { maxLimit: 500, limit: 501 } } }],
      },
    });
    expect((await ask("/api/search/order", { associations: { parcels: {} } })).status).toBe(404);
    const filter = [{ type: "equals", field: "nonsense", value: 1 }];
    expect((await ask("/api/search/order", { filter })).body.errors[0].code).toBe("FRAMEWORK__UNMAPPED_FIELD");
  });

  it("names the privileges that are missing: of the entity, of associations, and of fields that lead through others", async () => {
    const { ask, shop } = await filledShop();
    const missing = async (body: unknown): Promise<string[]> => {
      const answer = await ask("/api/search/order", body);
      expect(answer).toMatchObject({ status: 403, body: { errors: [{ code: "FRAMEWORK__MISSING_PRIVILEGE_ERROR" }] } });
      return JSON.parse(answer.body.errors[0].detail).missingPrivileges;
    };
    shop.grant(["order:read", "order_delivery:read"]);
    expect((await ask("/api/search/order", { associations: { deliveries: {} } })).status).toBe(200);
    expect(await missing({ associations: { deliveries: { associations: { positions: {} } } } })).toEqual([
      "order_delivery_position:read",
    ]);
    const filter = [{ type: "equals", field: "orderCustomer.customer.guest", value: true }];
    expect(await missing({ filter, sort: [{ field: "currency.isoCode" }] })).toEqual([
      "order_customer:read",
      "customer:read",
      "currency:read",
    ]);
    shop.grant([]);
    expect(await missing({})).toEqual(["order:read"]);
    shop.grant(null);
    expect((await ask("/api/search/order", {})).status).toBe(200);
  });

  it("writes names in the language that is asked for", async () => {
    const { ask } = await filledShop();
    const languages = (await ask("/api/search/language", { associations: { locale: {} } })).body.data;
    const english = languages.find(({ locale }: { locale: { code: string } }) => locale.code === "en-GB").id;
    const filter = [{ type: "equals", field: "billingAddress.country.iso", value: "GB" }];
    const wish = { filter, limit: 1, associations: { billingAddress: { associations: { country: {} } } } };
    const name = async (headers: Record<string, string>) =>
      (await ask("/api/search/order", wish, { headers })).body.data[0].billingAddress.country.name;
    expect([await name({}), await name({ "sw-language-id": english })]).toEqual([
      "Vereinigtes Königreich",
      "United Kingdom",
    ]);
  });

  it("shows a variant its parent's name only with inheritance", async () => {
    const { ask } = await filledShop();
    const filter = [{ type: "not", operator: "and", queries: [{ type: "equals", field: "parentId", value: null }] }];
    const name = async (inheritance: string) =>
      (await ask("/api/search/product", { limit: 1, filter }, { headers: { "sw-inheritance": inheritance } })).body
        .data[0].name;
    expect(await name("")).toBeNull();
    expect(await name("1")).toEqual(expect.any(String));
  });
});

describe("what an app may do", () => {
  it("switches its webhook on again", async () => {
    const { ask, shop } = await testShop();
    const [row] = shop.app()?.webhooks ?? [];
    if (row === undefined) throw new Error("no webhook");
    row.active = false;
    const filter = [
      { type: "equals", field: "app.name", value: MANIFEST.name },
      { type: "equals", field: "active", value: false },
    ];
    const found = await ask("/api/search/webhook", { filter });
    expect(found.body.data).toMatchObject([{ id: row.id, eventName: row.event, active: false, errorCount: 0 }]);
    expect((await ask(`/api/webhook/${row.id}`, { active: true }, { method: "PATCH" })).status).toBe(204);
    expect(row.active).toBe(true);
  });

  it("writes custom fields of an order, and is told of it as of any other write", async () => {
    const { ask, shop, app, clock } = await filledShop();
    const [order] = shop.orders();
    const id = order === undefined ? "" : shop.idOf(order.booked);
    clock.now += 5000;
    const patched = await ask(
      `/api/order/${id}`,
      { customFields: { karla_link: "https://k.example" } },
      { method: "PATCH" },
    );
    expect(patched.status).toBe(204);
    const [read] = (await ask("/api/search/order", { ids: [id] })).body.data;
    expect(read.customFields).toMatchObject({
      karla_link: "https://k.example",
      shop_version: String(order?.booked.version),
    });
    expect(read.updatedAt).toBe(new Date(clock.now).toISOString().replace("Z", "+00:00"));
    const told = JSON.parse(app.hooks("order.written").at(-1)?.body ?? "").data.payload;
    expect(told).toMatchObject([{ primaryKey: id, operation: "update" }]);
    expect(told[0].updatedFields).toContain("customFields");
  });

  it("writes to no order that there is not, and to none without permission", async () => {
    const { ask, shop, app } = await filledShop();
    const write = (id: string) => ask(`/api/order/${id}`, { customFields: { a: "b" } }, { method: "PATCH" });
    expect(await write("0".repeat(32))).toMatchObject({
      status: 400,
      body: { errors: [{ code: "FRAMEWORK__WRITE_TYPE_INTEND_ERROR", meta: { parameters: { definition: "order" } } }] },
    });
    shop.grant(["order:read"]);
    const [order] = shop.orders();
    expect(await write(order === undefined ? "" : shop.idOf(order.booked))).toMatchObject({
      status: 403,
      body: { errors: [{ code: "FRAMEWORK__MISSING_PRIVILEGE_ERROR" }] },
    });
    expect(app.hooks("order.written")).toEqual([]);
  });

  it("fires its flow triggers, by their own names and no others", async () => {
    const { ask, shop } = await testShop();
    const fire = (event: string, body: unknown) => ask(`/api/_action/trigger-event/${event}`, body);
    const orderId = "0".repeat(32);
    expect((await fire("karla.shipment.delivered", { orderId })).status).toBe(200);
    expect(shop.journal.triggers()).toMatchObject([
      { event: "karla.shipment.delivered", body: { orderId }, languageId: null },
    ]);
    expect(await fire("karla.nothing", { orderId })).toMatchObject({
      status: 404,
      body: { errors: [{ code: "ADMINISTRATION__CUSTOM_TRIGGER_BY_NAME_NOT_FOUND" }] },
    });
    expect(await fire("karla.shipment.delivered", { orderId: "nope" })).toMatchObject({
      status: 400,
      body: { errors: [{ code: "FRAMEWORK__INVALID_UUID" }] },
    });
    expect(shop.journal.triggers()).toHaveLength(1);
  });

  it("leaves no more than ten notices in ten seconds", async () => {
    const { ask, shop, clock } = await testShop();
    const leave = async () => ask("/api/notification", { status: "warning", message: "Look" });
    for (let count = 0; count < 10; count += 1) expect((await leave()).status).toBe(200);
    expect(await leave()).toMatchObject({
      status: 429,
      body: { errors: [{ code: "FRAMEWORK__NOTIFICATION_THROTTLED" }] },
    });
    clock.now += 10_000;
    expect((await leave()).status).toBe(200);
    expect(shop.journal.notifications()).toHaveLength(11);
  });

  it("leaves the merchant a notice, and asks for another secret", async () => {
    const { ask, shop } = await testShop({ core: "new" });
    expect((await ask("/api/notification", { status: "warning", message: "Look" })).status).toBe(200);
    expect(shop.journal.notifications()).toEqual([{ status: "warning", message: "Look" }]);
    const before = shop.app()?.secret;
    expect((await ask("/api/_action/app-system/secret/rotate", {})).status).toBe(202);
    await expect.poll(() => shop.app()?.secret).not.toBe(before);
  });
});
