import { createHmac } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import { describe, expect, test } from "vitest";
import { INSTALLED_SHOP } from "../registration/installed-shop.fixture.ts";
import { memoryInstallations } from "../registration/memory-installations.fixture.ts";
import { captured } from "../signature/captured.fixture.ts";
import { normaliseShopware } from "../webhooks/normalise.ts";
import { type ActionDeps, createActionRoutes } from "./action-routes.ts";

const NOW = Date.UTC(2026, 10, 30, 12);
const { secret: SECRET, shopId: SHOP } = INSTALLED_SHOP;
const ORDER = "01a20ebb3e2a738b9fafe6a3391026dd";
const FLOW = "/shopware/flow/sync-order";
const BUTTON = "/shopware/action/sync-orders";
const idOf = (n: number) => n.toString(16).padStart(32, "0");

function stand(changes: Partial<ActionDeps> = {}) {
  const installations = memoryInstallations();
  const clock = { at: NOW, now: () => clock.at };
  const accepted: ReceivedEvent[] = [];
  const reactivated: string[] = [];
  const lines: object[] = [];
  const line = (fields: object) => void lines.push(fields);
  const known = INSTALLED_SHOP;
  installations.put(known);
  const app = createActionRoutes({
    installations,
    reactivate: async (shopId) => void reactivated.push(shopId),
    inbox: {
      async accept(events) {
        accepted.push(...events);
        return events.map(() => "stored" as const);
      },
    },
    rules: { allowLoopback: true },
    clock,
    log: { info: line, warn: line, error: line },
    ...changes,
  });
  async function call(path: string, body: string, { secret = SECRET, language = "en-GB" } = {}) {
    const signature = createHmac("sha256", secret).update(body).digest("hex");
    const headers = { "shopware-shop-signature": signature, "sw-user-language": language };
    const answer = await app.request(path, { method: "POST", headers, body });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
  return { installations, known, clock, accepted, reactivated, lines, app, call };
}

const source = { url: "https://shop.example.com", shopId: SHOP, eventId: "01a2", appVersion: "1.0.0" };
const flow = (fields: object = { orderId: ORDER, orderNumber: "10001", note: "" }, timestamp: unknown = NOW / 1_000) =>
  JSON.stringify({ ...fields, source: { ...source, action: "karla.sync.order" }, timestamp });
const button = (ids: unknown, entity = "order") =>
  JSON.stringify({ source, data: { ids, entity, action: "syncOrders" }, meta: { timestamp: NOW / 1_000 } });

describe("a flow that asks for an order", () => {
  test("as a real shop calls: it is noted in the lane of that order, as a hint", async () => {
    const { body, headers, secret, received_at } = captured("flow/sync-order");
    const { installations, known, clock, accepted, app } = stand();
    clock.at = Date.parse(received_at);
    installations.put({ ...known, url: "http://localhost:8000", secret: secret.shop ?? "" });
    const answer = await app.request(FLOW, { method: "POST", headers, body });
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    const orderId = "01a20ebcc58d70b2baafbbff019e3de1";
    expect(accepted).toMatchObject([
      {
        shopId: shopIdOf("shopware", SHOP),
        source: "shopware",
        topic: "flow/sync-order",
        laneKey: orderId,
        headers: { "shopware-shop-id": SHOP },
      },
    ]);
    const [event] = accepted;
    expect(event && JSON.parse(event.body.toString())).toEqual({ orderId, note: "hello 10075" });
    expect(event && normaliseShopware(event)).toEqual({ outcome: "hint" });
  });

  test("sent once more it is the same event, and with another timestamp another one", async () => {
    const { accepted, call } = stand();
    for (const at of [NOW, NOW, NOW + 1_000]) await call(FLOW, flow(undefined, at / 1_000));
    const keys = accepted.map(({ eventKey }) => eventKey.toString("hex"));
    expect([keys[0] === keys[1], keys[0] === keys[2]]).toEqual([true, false]);
  });

  test.each([
    ["none", {}],
    ["an empty one", { orderId: "" }],
    ["one that is a path", { orderId: "../../order" }],
    ["a number", { orderId: 5 }],
  ])("and names %s is answered all the same: a shop switches off what it is refused", async (_, fields) => {
    const { accepted, call } = stand();
    expect((await call(FLOW, flow(fields))).status).toBe(204);
    expect(accepted).toEqual([]);
  });

  test("its note is nothing for the log", async () => {
    const { lines, accepted, call } = stand();
    await call(FLOW, flow({ orderId: ORDER, note: `${"x".repeat(300)} Erika Muster` }));
    expect(lines).toEqual([{ topic: "flow/sync-order", shop: SHOP, orders: 1 }]);
    expect(accepted[0]?.body.length).toBeLessThan(300);
  });
});

describe("the button in the administration", () => {
  test("as a real shop calls: the answer is signed with the shop's secret, and says what is sent and what not", async () => {
    const { body, headers, secret, received_at } = captured("module/action-button");
    const { installations, known, clock, accepted, app } = stand();
    clock.at = Date.parse(received_at);
    const shop = { shopId: "DxYo51mtQ4VKsu8m", url: "http://localhost:8000", secret: secret.shop ?? "" };
    installations.put({ ...known, ...shop });
    const answer = await app.request(BUTTON, { method: "POST", headers, body });
    const text = await answer.text();
    expect([answer.status, JSON.parse(text)]).toEqual([
      200,
      {
        actionType: "notification",
        payload: {
          status: "success",
          message: "The order is read again now. What Karla lacks is sent; what Karla has already is not sent again.",
        },
      },
    ]);
    expect(answer.headers.get("content-type")).toBe("application/json");
    const signature = createHmac("sha256", shop.secret).update(text).digest("hex");
    expect(answer.headers.get("shopware-app-signature")).toBe(signature);
    expect(accepted.map(({ topic, laneKey }) => [topic, laneKey])).toEqual([
      ["action/sync-orders", "01a20ebcc58d70b2baafbbff019e3de1"],
    ]);
  });

  test("signs with the secret from before a rotation what was signed with it", async () => {
    const { installations, known, call } = stand();
    installations.put({ ...known, secret: "b".repeat(64), previousSecret: SECRET, rotatedAt: NOW - 1_000 });
    const { text, headers } = await call(BUTTON, button([ORDER]));
    expect(headers.get("shopware-app-signature")).toBe(createHmac("sha256", SECRET).update(text).digest("hex"));
  });

  test("takes each order once, the first hundred, and says how many are left", async () => {
    const { accepted, call } = stand();
    const ids = Array.from({ length: 150 }, (_, n) => idOf(n));
    const { text } = await call(BUTTON, button([...ids, ...ids, "no id", null]), { language: "de-DE" });
    expect(accepted.map(({ laneKey }) => laneKey)).toEqual(ids.slice(0, 100));
    expect(JSON.parse(text).payload).toEqual({
      status: "warning",
      message:
        "100 Bestellungen werden jetzt neu gelesen. Was Karla noch nicht hat, wird gesendet; was Karla schon hat, nicht noch einmal. " +
        "Das sind so viele, wie auf einmal gehen: Bitte die übrigen 50 danach auswählen.",
    });
  });

  test.each(["de-DE", "en-GB"])("with no order says so (%s)", async (language) => {
    const { accepted, call } = stand();
    const { status, text } = await call(BUTTON, button([]), { language });
    expect([status, JSON.parse(text).payload.status]).toEqual([200, "warning"]);
    expect(JSON.parse(text).payload.message).toMatch(language === "de-DE" ? /keine Bestellung/ : /No order/);
    expect(accepted).toEqual([]);
  });
});

describe.each([
  [FLOW, (timestamp?: number) => flow(undefined, timestamp)],
  [BUTTON, () => button([ORDER])],
])("%s", (path, body) => {
  test.each([
    ["another signature", { secret: "c".repeat(64) }, { previousSecret: "d".repeat(64), rotatedAt: NOW }],
    ["a shop that has not confirmed", {}, { secret: null }],
    ["a shop that deleted the app", {}, { deletedAt: NOW }],
    ["a copy of the shop at another address", {}, { url: "https://staging.example.com" }],
  ])("refuses %s", async (_, wish, changes) => {
    const { installations, known, accepted, lines, call } = stand();
    installations.put({ ...known, ...changes });
    const { status, headers, text } = await call(path, body(), wish);
    expect(status).toBe(401);
    expect(headers.get("shopware-app-signature")).toBeNull();
    expect(JSON.parse(text)).toEqual({ error: expect.any(String) });
    expect(accepted).toEqual([]);
    expect(lines).toMatchObject([{ reason: expect.any(String) }]);
  });

  test("refuses a shop that nobody knows", async () => {
    const { accepted, call } = stand({ installations: memoryInstallations() });
    expect((await call(path, body())).status).toBe(401);
    expect(accepted).toEqual([]);
  });

  test("refuses a request of last week", async () => {
    const { clock, accepted, call } = stand();
    clock.at += 604_800_000;
    expect((await call(path, body())).status).toBe(401);
    expect(accepted).toEqual([]);
  });

  test.each([
    "",
    "null",
    "{}",
    "[]",
    "<xml/>",
    "{",
    '{"source":{"shopId":5}}',
    '{"source":{"shopId":"../x","url":""}}',
  ])("answers %j with 400, never with 5xx", async (text) => {
    const { accepted, call } = stand();
    expect((await call(path, text)).status).toBe(400);
    expect(accepted).toEqual([]);
  });

  test("refuses more than 64 KiB", async () => {
    const { call } = stand();
    expect((await call(path, " ".repeat(64 * 1024 + 1))).status).toBe(413);
  });

  test("answers 503 for what could not be stored, and tells nobody why", async () => {
    const gone = { accept: () => Promise.reject(new Error("password=of-the-database")) };
    const { lines, call } = stand({ inbox: gone });
    const { status, text } = await call(path, body());
    expect(status).toBe(503);
    expect(text + JSON.stringify(lines)).not.toContain("password");
  });

  test("of an app that counts as inactive is noted as a sign of life", async () => {
    const { installations, known, reactivated, call } = stand();
    installations.put({ ...known, active: false });
    await call(path, body(), { secret: "c".repeat(64) });
    expect(reactivated).toEqual([]);
    await call(path, body());
    expect(reactivated).toEqual([SHOP]);
  });
});

test("the button is for orders alone", async () => {
  const { accepted, call } = stand();
  expect((await call(BUTTON, button([ORDER], "product"))).status).toBe(400);
  expect(accepted).toEqual([]);
});
