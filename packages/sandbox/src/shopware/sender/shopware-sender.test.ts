import { describe, expect, it } from "vitest";
import { GOOD_DAY } from "../../shopify/sender/plan-deliveries.ts";
import { bookedEntries, type Call, entryWhere, hmac, testShop } from "../shopware.fixture.ts";

const LIVE = "0fa91ce3e96a4bc2be4bd9ce752c3425";
const plain = () => entryWhere(({ kinds, customer }) => kinds[0] === "plain" && customer !== null);
const bodyOf = ({ body }: Call) => JSON.parse(body);
const isOrderWritten = ({ url }: Call): boolean => url.endsWith("/order.written");

describe("a webhook of a Shopware shop", () => {
  it("has Shopware's headers, and bytes as PHP prints them, which the shop's secret signs", async () => {
    const { shop, app, clock } = await testShop({ version: "6.7.1.0" });
    await shop.send(shop.enter(plain().history.slice(0, 1)));
    const hook = app.hooks("order.written")[0];
    expect(hook?.method).toBe("POST");
    expect(hook?.headers).toMatchObject({
      "content-type": "application/json",
      "sw-version": "6.7.1.0",
      "sw-context-language": expect.stringMatching(/^[0-9a-f]{32}$/),
      "sw-user-language": "de-DE",
      "shopware-shop-signature": hmac(hook?.body ?? "", app.secrets[0] ?? ""),
    });
    expect(hook?.headers).not.toHaveProperty("x-shopware-event-id");
    expect(hook?.body).toContain('"url":"https:\\/\\/shop.example.com\\/sub"');
    expect(bodyOf(hook ?? never())).toEqual({
      data: {
        payload: [
          {
            entity: "order",
            operation: "insert",
            primaryKey: shop.idOf(plain().order),
            updatedFields: expect.arrayContaining(["id", "orderNumber", "createdAt"]),
            versionId: LIVE,
          },
        ],
        event: "order.written",
      },
      source: {
        url: "https://shop.example.com/sub",
        eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
        shopId: shop.shopId(),
        appVersion: "1.0.0",
      },
      timestamp: clock.now / 1000,
    });
  });

  it("shows live versions only as an object where a draft stood before them in the list", async () => {
    const { shop, app } = await testShop();
    const { history } = entryWhere(({ kinds, number }) => kinds[0] === "edited" && number % 2 === 0);
    const index = history.findIndex(({ lines }) => lines.some(({ removed }) => removed > 0));
    const events = history.map((version) => shop.enter([version]))[index] ?? [];
    await shop.send(events);
    const [edited] = app.hooks("order.written").map(bodyOf);
    expect(Object.keys(edited.data.payload)).toEqual(["1"]);
    expect(edited.data.payload["1"]).toMatchObject({ versionId: LIVE });
  });

  it("goes to those webhooks only that name its event, and is not sent where nothing of it is live", async () => {
    const { shop, app } = await testShop();
    const events = shop.enter(plain().history);
    await shop.send(events);
    const wanted = new Set(shop.app()?.webhooks.map(({ event }) => event));
    expect(app.hooks().filter(({ url }) => !url.includes("/app.")).length).toBe(
      events.filter(({ event }) => wanted.has(event)).length,
    );
    expect(shop.journal.sent().every(({ status }) => status === 204)).toBe(true);
  });
});

describe("a shop with the admin worker on", () => {
  it("sends each webhook once, in the order in which things happened, and forgets failures", async () => {
    const { shop, app, pauses } = await testShop();
    app.status = () => 500;
    const events = shop.enter(plain().history);
    await shop.send(events);
    const sent = app
      .hooks()
      .filter(({ url }) => !url.includes("/app."))
      .map(({ url }) => url.split("/").at(-1));
    const wanted = new Set(shop.app()?.webhooks.map(({ event }) => event));
    expect(sent).toEqual(events.map(({ event }) => event).filter((event) => wanted.has(event)));
    expect(app.most()).toBe(1);
    expect(pauses).toEqual([]);
    expect(shop.app()?.webhooks.every(({ active, errorCount }) => active && errorCount === 0)).toBe(true);
    expect(shop.journal.counts()).toMatchObject({ failed: sent.length });
  });
});

describe("a shop with a queue", () => {
  it("tries four times with the same event id, stamped and signed anew, and counts one failure", async () => {
    const { shop, app, pauses, clock } = await testShop({
      policy: "queue",
      scale: 0.5,
      sleep: async (ms) => {
        pauses.push(ms);
        clock.now += ms;
      },
    });
    app.status = (call) => (isOrderWritten(call) ? 503 : 204);
    await shop.send(
      shop
        .enter(plain().history.slice(0, 1))
        .filter(
          ({ event, payload }) =>
            event === "order.written" && payload.shape === "writes" && payload.writes[0]?.operation === "insert",
        ),
    );
    const tries = app.hooks("order.written");
    expect(pauses).toEqual([500, 1000, 2000]);
    expect(tries).toHaveLength(4);
    expect(new Set(tries.map((call) => bodyOf(call).source.eventId)).size).toBe(1);
    expect(new Set(tries.map(({ body }) => body)).size).toBeGreaterThan(1);
    for (const { body, headers } of tries)
      expect(headers["shopware-shop-signature"]).toBe(hmac(body, app.secrets[0] ?? ""));
    expect(shop.app()?.webhooks.find(({ event }) => event === "order.written")).toMatchObject({
      errorCount: 1,
      active: true,
    });
  });

  it("switches a webhook off at the tenth failure in a row, and a success begins the count anew", async () => {
    const { shop, app } = await testShop({ policy: "queue" });
    let fails = 9 * 4;
    app.status = (call) => (isOrderWritten(call) && fails-- > 0 ? 500 : 204);
    const row = () => shop.app()?.webhooks.find(({ event }) => event === "order.written");
    const written = shop
      .enter(bookedEntries().flatMap(({ history }) => history))
      .filter(({ event }) => event === "order.written");
    await shop.send(written.slice(0, 9));
    expect(row()).toMatchObject({ errorCount: 9, active: true });
    await shop.send(written.slice(9, 10));
    expect(row()).toMatchObject({ errorCount: 0, active: true });
    fails = Number.POSITIVE_INFINITY;
    await shop.send(written.slice(10, 25));
    expect(row()).toMatchObject({ active: false });
    const before = app.hooks().length;
    await shop.send(written.slice(25, 30));
    expect(app.hooks()).toHaveLength(before);
    expect(shop.journal.unsent().filter(({ why }) => why === "switched_off").length).toBeGreaterThanOrEqual(5);
  });
});

describe("a shop with the reworked webhooks", () => {
  it("says which event and which try it is, tries for hours, and gives up at once where trying is of no use", async () => {
    const { shop, app, pauses } = await testShop({ policy: "rework" });
    const [first, second] = shop.enter(plain().history).filter(({ event }) => event === "order.written");
    app.status = () => 503;
    await shop.send(first === undefined ? [] : [first]);
    expect(pauses).toEqual([5000, 30_000, 300_000, 1_800_000, 14_400_000]);
    const tries = app.hooks("order.written");
    expect(tries.map(({ headers }) => headers["x-shopware-attempt"])).toEqual(["0", "1", "2", "3", "4", "5"]);
    expect(new Set(tries.map(({ headers }) => headers["x-shopware-event-id"])).size).toBe(1);
    expect(tries.map((call) => String(bodyOf(call).source.sequence))).toEqual(
      tries.map(({ headers }) => headers["x-shopware-sequence"]),
    );
    app.status = () => 400;
    await shop.send(second === undefined ? [] : [second]);
    expect(app.hooks("order.written")).toHaveLength(7);
  });
});

describe("a bad day", () => {
  it("loses some webhooks for good and repeats others with the same event id; the journal knows which", async () => {
    const { shop, app } = await testShop({
      plays: { ...GOOD_DAY, lost: 0.3, duplicates: 0.3, reordered: 0.5 },
      concurrency: 8,
    });
    await shop.send(shop.enter(bookedEntries().flatMap(({ history }) => history)));
    const { counts, unsent, isAcknowledged, sent } = shop.journal;
    const lost = unsent().filter(({ why }) => why === "lost").length;
    const all = lost + counts().events;
    expect(lost / all).toBeGreaterThan(0.25);
    expect(lost / all).toBeLessThan(0.35);
    expect(counts().received).toBeGreaterThan(counts().events);
    expect(app.hooks().filter(({ url }) => !url.includes("/app.")).length + 2).toBe(counts().received);
    expect(sent().every(({ eventId }) => isAcknowledged(eventId))).toBe(true);
  });
});

function never(): never {
  throw new Error("no webhook came");
}
