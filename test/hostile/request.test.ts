import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createShopifyVerifier } from "../../app/shopify/verify-webhook.ts";
import { createManualClock } from "../../packages/receiver/src/fakes/manual-clock.ts";
import { openRaw } from "../../packages/receiver/src/fakes/raw-connection.ts";
import { startReceiver } from "../../packages/receiver/src/fakes/start-receiver.ts";
import { DEFAULT_LIMITS } from "../../packages/receiver/src/limits.ts";
import type { ReceiverOptions } from "../../packages/receiver/src/receiver.ts";
import { bytesOf } from "../fixtures/shopify/order-body.ts";
import { type HostileShop, SECRET, sign, startHostileShop } from "./hostile-shop.ts";

let shop: HostileShop;
beforeAll(async () => {
  shop = await startHostileShop();
});
afterEach(() => shop.isUnharmed());
afterAll(() => shop.stop());

const MIB = 1024 * 1024;

/** A receiver of its own, with limits that a test can wait for. */
const start = (options: Partial<ReceiverOptions> = {}) =>
  startReceiver({ routes: new Map([["/webhooks/shopify", createShopifyVerifier({ secrets: [SECRET] })]]), ...options });

function head(headers: Record<string, string | number>): string {
  const lines = Object.entries({ Host: "app.example.com", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /webhooks/shopify HTTP/1.1\r\n${lines.join("")}\r\n`;
}

describe("H19 a body of two lengths", () => {
  test.each([
    ["chunked and a length", { "Content-Length": "5" }, ["Transfer-Encoding: chunked"]],
    ["chunked and a length of nothing", { "Content-Length": "0" }, ["Transfer-Encoding: chunked"]],
    ["two lengths", {}, ["Content-Length: 5"]],
    ["chunked, spelt in another way", { "Content-Length": "5" }, ["Transfer-Encoding: identity, chunked"]],
    ["chunked with a space before the colon", { "Content-Length": "5" }, ["Transfer-Encoding : chunked"]],
    ["chunked after a fold", { "Content-Length": "5" }, ["Transfer-Encoding:", " chunked"]],
    ["chunked twice", { "Content-Length": undefined }, ["Transfer-Encoding: chunked, identity"]],
  ])("is a broken request, and what hides in it is not seen: %s", async (_name, headers, lines) => {
    const body = JSON.stringify(shop.spoilt());
    const hidden = head({
      "Content-Length": body.length,
      "X-Shopify-Topic": "orders/updated",
      "X-Shopify-Shop-Domain": "spine.myshopify.com",
      "X-Shopify-Webhook-Id": "smuggled",
      "X-Shopify-Hmac-Sha256": sign(body),
    });
    const wire = Buffer.from(`0\r\n\r\n${hidden}${body}`);
    expect(await shop.post("", { headers, lines, wire })).toMatchObject({ status: 400, stored: [] });
  });
});

describe("H20 bodies that stall", () => {
  test("are given ten seconds, and 64 places", () => {
    const { bodyTimeMs, maxBodies, slowBodyMs, maxHeldBytes } = DEFAULT_LIMITS;
    expect({ bodyTimeMs, maxBodies, slowBodyMs, maxHeldBytes }).toEqual({
      bodyTimeMs: 10_000,
      maxBodies: 64,
      slowBodyMs: 2_000,
      maxHeldBytes: 32 * MIB,
    });
  });

  test("are 408 and cut off, one as well as many", async () => {
    const { port, inbox, receiver } = await start({ limits: { bodyTimeMs: 200, lingerMs: 1 } });
    const stalled = await Promise.all(Array.from({ length: 64 }, () => openRaw(port)));
    for (const raw of stalled) raw.write(`${head({ "Content-Length": 1_000 })}{`);
    for (const raw of stalled) expect(await raw.closed()).toMatch(/^HTTP\/1\.1 408 /);
    await expect.poll(() => connectionsOf(receiver.server)).toBe(0);
    expect(inbox.batches).toEqual([]);
  });

  test("do not keep others out: the slowest gives way", async () => {
    const clock = createManualClock();
    const { port, inbox } = await start({ clock });
    const stalled = await Promise.all(Array.from({ length: DEFAULT_LIMITS.maxBodies }, () => openRaw(port)));
    for (const raw of stalled) {
      raw.write(head({ Expect: "100-continue", "Content-Length": 1_000 }));
      await raw.until("100 Continue");
    }
    const body = bytesOf(shop.spoilt());
    const good = head({
      "Content-Length": body.length,
      "X-Shopify-Topic": "orders/updated",
      "X-Shopify-Shop-Domain": "spine.myshopify.com",
      "X-Shopify-Webhook-Id": "1",
      "X-Shopify-Hmac-Sha256": sign(body),
    });
    const early = await openRaw(port);
    early.write(`${good}${body}`);
    expect(await early.until("\r\n\r\n")).toMatch(/^HTTP\/1\.1 503 /);
    clock.advance(DEFAULT_LIMITS.slowBodyMs);
    const late = await openRaw(port);
    late.write(`${good}${body}`);
    expect(await late.until("\r\n\r\n")).toMatch(/^HTTP\/1\.1 200 /);
    expect(await stalled[0]?.until("HTTP/1.1 408 ")).toContain("408");
    expect(inbox.rows).toHaveLength(1);
  });
});

describe("H21 headers that dribble", () => {
  test("are given ten seconds", () => expect(DEFAULT_LIMITS.headersTimeMs).toBe(10_000));

  test("are 408 and cut off, however steadily they come", async () => {
    const { port, inbox } = await start({ limits: { headersTimeMs: 150 } });
    const raw = await openRaw(port);
    const bytes = [...`POST /webhooks/shopify HTTP/1.1\r\nHost: a\r\n${"x: y\r\n".repeat(2_000)}`];
    const dribble = setInterval(() => raw.write(bytes.shift() ?? ""), 5);
    try {
      expect(await raw.closed()).toMatch(/^HTTP\/1\.1 408 /);
    } finally {
      clearInterval(dribble);
    }
    expect(bytes.length).toBeGreaterThan(0);
    expect(inbox.batches).toEqual([]);
  });
});

describe("H22 a body of 5 MiB and a byte", () => {
  test("is refused before any of it is sent, where it is announced", async () => {
    const { port, observed } = await start();
    const raw = await openRaw(port);
    raw.write(head({ "Content-Length": 5 * MIB + 1 }));
    expect(await raw.until("\r\n\r\n")).toMatch(/^HTTP\/1\.1 413 /);
    expect(observed.map(({ name }) => name)).not.toContain("ingest_body_bytes");
  });

  test("is refused at the byte that crosses the limit, where it is not", async () => {
    const chunk = `100000\r\n${"x".repeat(MIB)}\r\n`;
    const wire = Buffer.from(`${chunk.repeat(5)}1\r\nx\r\n`);
    const lines = ["Transfer-Encoding: chunked"];
    expect(await shop.post("", { headers: { "Content-Length": undefined }, lines, wire })).toMatchObject({
      status: 413,
      stored: [],
    });
  });

  test("or of less without an end: a hundred of them are held up to 32 MiB in all, and given back", async () => {
    const { port, url, inbox, receiver, events } = await start({ clock: createManualClock(), limits: { lingerMs: 1 } });
    const piece = Buffer.concat([
      Buffer.from(`${head({ "Transfer-Encoding": "chunked" })}200000\r\n`),
      Buffer.alloc(MIB),
    ]);
    const senders = await Promise.all(Array.from({ length: 100 }, () => openRaw(port)));
    for (const raw of senders) raw.write(piece);
    const refused = () =>
      events.filter(({ outcome, reason }) => `${outcome} ${reason}` === "unavailable over_capacity");
    await expect.poll(() => refused().length).toBeGreaterThanOrEqual(100 - 32);
    expect(refused().length).toBeLessThan(100);
    for (const raw of senders) raw.end();
    await expect.poll(() => connectionsOf(receiver.server)).toBe(0);
    const body = "x".repeat(5 * MIB);
    const headers = { "X-Shopify-Hmac-Sha256": sign(body), "X-Shopify-Topic": "x", "X-Shopify-Webhook-Id": "1" };
    const all = Array.from({ length: 6 }, (_, n) =>
      fetch(`${url}/webhooks/shopify`, {
        method: "POST",
        body,
        headers: { ...headers, "X-Shopify-Shop-Domain": `s${n}.myshopify.com` },
      }),
    );
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(inbox.rows).toHaveLength(6);
  });

  test("is taken where it is one byte less", async () => {
    const { id, body } = shop.order();
    const bare = JSON.stringify(body);
    const full = bare + " ".repeat(5 * MIB - Buffer.byteLength(bare));
    expect(await shop.deliver(id, full)).toMatchObject({ status: 200, order: "delivered" });
  });
});

test("H23 an empty body that is signed is a broken request", async () => {
  expect(await shop.post("")).toMatchObject({ status: 400, stored: [] });
});

test.each(["null", "[]", '"x"', "1", "true", "-0", "[{}]"])(
  "H24 a body that is no object is kept and not used: %s",
  async (body) => {
    for (const topic of ["orders/updated", "orders/delete", "app/uninstalled", "shop/redact"]) {
      const headers = { "X-Shopify-Topic": topic };
      expect(await shop.post(body, { headers })).toMatchObject({ status: 200, stored: ["quarantined: not_an_object"] });
    }
  },
);

test.each([
  "{",
  " ",
  '{"id":7000000000001',
  "{'id':7000000000001}",
  '{"id":7000000000001,}',
  "undefined",
  "<xml/>",
  "id=7000000000001",
])("H25 a body that is no JSON is kept and not used: %j", async (body) => {
  expect(await shop.post(body)).toMatchObject({ status: 200, stored: ["quarantined: unreadable_body"] });
});

test.each(["GET", "PUT", "HEAD", "OPTIONS", "PATCH", "DELETE", "TRACE", "PROPFIND"])(
  "H33 no other method than POST is allowed: %s",
  async (method) => {
    const { status, answer, stored } = await shop.post(bytesOf(shop.spoilt()), { method });
    expect({ status, stored }).toEqual({ status: 405, stored: [] });
    expect(answer).toContain("Allow: POST\r\n");
  },
);

describe("H34 a body of another type", () => {
  const types = [
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "x",
    undefined,
  ];

  test.each(types)("is refused without a signature: %s", async (type) => {
    const headers = { "Content-Type": type, "X-Shopify-Hmac-Sha256": "AAAA" };
    expect(await shop.post(bytesOf(shop.spoilt()), { headers })).toMatchObject({ status: 401, stored: [] });
  });

  test.each(types)("is what it is with one: %s", async (type) => {
    const { id, body } = shop.order();
    const headers = { "Content-Type": type };
    expect(await shop.deliver(id, bytesOf(body), { headers })).toMatchObject({ status: 200, order: "delivered" });
    const form = '--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n7000000000001\r\n--x--\r\n';
    expect(await shop.post(form, { headers })).toMatchObject({ status: 200, stored: ["quarantined: unreadable_body"] });
  });
});

function connectionsOf(server: { getConnections(callback: (error: Error | null, count: number) => void): unknown }) {
  return new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
}
