import { createHash, createHmac } from "node:crypto";
import type { RawRequest, Verdict } from "@karla/receiver/verifier";
import { shopIdOf } from "@karla/sync/ids";
import { describe, expect, test } from "vitest";
import { bytesOf, orderBody } from "../../test/fixtures/shopify/order-body.ts";
import { createShopifyVerifier } from "./verify-webhook.ts";

const SECRET = "test-secret-of-nobody";
const verify = createShopifyVerifier({ secrets: [SECRET] });
const ORDER = bytesOf(orderBody());

function sign(body: Buffer | string, { secret = SECRET, algorithm = "sha256" } = {}): string {
  return createHmac(algorithm, secret).update(body).digest("base64");
}

type Headers = Record<string, string | undefined>;

/** A request as node:http would give it: names as sent in `rawHeaders`, lower-case and joined in `headers`. */
function request(body: Buffer, changes: Headers = {}, extra: [string, string][] = []): RawRequest {
  const headers: Headers = {
    "X-Shopify-Topic": "orders/create",
    "X-Shopify-Hmac-Sha256": sign(body),
    "X-Shopify-Shop-Domain": "muster.myshopify.com",
    "X-Shopify-API-Version": "2026-07",
    "X-Shopify-Webhook-Id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
    "X-Shopify-Triggered-At": "2026-11-02T08:14:08.123456789Z",
    "X-Shopify-Event-Id": "98880550-7158-44d4-b7cd-2c97c8a091b5",
    ...changes,
  };
  const pairs = [...Object.entries(headers), ...extra].flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  const joined: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    joined[key] = joined[key] === undefined ? value : `${joined[key]}, ${value}`;
  }
  return { path: "/webhooks/shopify", headers: joined, rawHeaders: pairs.flat(), body };
}

async function status(asked: RawRequest, verifier = verify): Promise<number> {
  const verdict = await verifier(asked);
  return verdict.outcome === "verified" ? 200 : verdict.status;
}

function eventOf(verdict: Verdict) {
  if (verdict.outcome !== "verified") throw new Error(verdict.reason);
  return verdict.event;
}

describe("a signed webhook", () => {
  test("becomes an event with its shop, lane, key and the few headers the worker needs", async () => {
    const event = eventOf(await verify(request(ORDER, { "X-Request-Id": "1", "User-Agent": "Shopify" })));
    expect(event).toEqual({
      shopId: shopIdOf("shopify", "muster.myshopify.com"),
      source: "shopify",
      topic: "orders/create",
      eventKey: createHash("sha256").update("b54557e4-bdd9-4b37-8a5f-bf7d70bcd043").digest(),
      laneKey: "6000000000001",
      headers: {
        "x-shopify-shop-domain": "muster.myshopify.com",
        "x-shopify-api-version": "2026-07",
        "x-shopify-triggered-at": "2026-11-02T08:14:08.123456789Z",
        "x-shopify-event-id": "98880550-7158-44d4-b7cd-2c97c8a091b5",
      },
    });
  });

  test("needs neither an event id nor a trigger time", async () => {
    const asked = request(ORDER, { "X-Shopify-Event-Id": undefined, "X-Shopify-Triggered-At": undefined });
    expect(Object.keys(eventOf(await verify(asked)).headers)).toEqual([
      "x-shopify-shop-domain",
      "x-shopify-api-version",
    ]);
  });

  test("with the un-prefixed headers of an Events delivery gives the same event", async () => {
    const prefixed = request(ORDER);
    const rename = (name: string) => name.replace(/^x-shopify-/i, "shopify-");
    const headers = Object.fromEntries(Object.entries(prefixed.headers).map(([name, value]) => [rename(name), value]));
    const rawHeaders = prefixed.rawHeaders.map((text, index) => (index % 2 === 0 ? rename(text) : text));
    expect(eventOf(await verify({ ...prefixed, headers, rawHeaders }))).toEqual(eventOf(await verify(prefixed)));
  });

  test("is verified by its raw bytes: byte order mark, invalid UTF-8, UTF-16, gzip, no JSON at all", async () => {
    const bodies = [
      Buffer.from("\ufeff{}"),
      Buffer.from('{"a":"\xff"}', "latin1"),
      Buffer.from("{}", "utf16le"),
      Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
      Buffer.from("null"),
      Buffer.from("{"),
    ];
    for (const body of bodies) expect(await status(request(body))).toBe(200);
  });

  test("is accepted with either secret while one is being rotated, and with the old one no longer after that", async () => {
    const old = request(ORDER, { "X-Shopify-Hmac-Sha256": sign(ORDER, { secret: "old-secret" }) });
    expect(await status(old, createShopifyVerifier({ secrets: [SECRET, "old-secret"] }))).toBe(200);
    expect(await status(old, createShopifyVerifier({ secrets: ["old-secret", SECRET] }))).toBe(200);
    expect(await status(old)).toBe(401);
  });

  test("is one tenant whatever the case of its shop's domain", async () => {
    const event = eventOf(await verify(request(ORDER, { "X-Shopify-Shop-Domain": "Muster.MyShopify.com" })));
    expect(event.shopId).toBe(shopIdOf("shopify", "muster.myshopify.com"));
    expect(event.headers["x-shopify-shop-domain"]).toBe("muster.myshopify.com");
  });

  test("may have spaces and tabs around its signature", async () => {
    expect(await status(request(ORDER, { "X-Shopify-Hmac-Sha256": ` \t${sign(ORDER)}\t ` }))).toBe(200);
  });
});

describe("refused as unsigned, all alike", () => {
  const digest = sign(ORDER);
  const bytes = createHmac("sha256", SECRET).update(ORDER).digest();
  const last = digest.at(-2) ?? "";
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const sameBytes = `${digest.slice(0, -2)}${alphabet[alphabet.indexOf(last) + 1]}=`;
  const cases: [string, string | undefined][] = [
    ["no header", undefined],
    ["an empty header", ""],
    ["only spaces", "  "],
    ["a hex digest", bytes.toString("hex")],
    ["a digest without padding", digest.replace("=", "")],
    ["another spelling of the same bytes", sameBytes],
    ["SHA-1", sign(ORDER, { algorithm: "sha1" })],
    ["SHA-512", sign(ORDER, { algorithm: "sha512" })],
    ["16 bytes of it", bytes.subarray(0, 16).toString("base64")],
    ["31 bytes of it", bytes.subarray(0, 31).toString("base64")],
    ["33 bytes", Buffer.concat([bytes, Buffer.alloc(1)]).toString("base64")],
    ["a comma-joined pair", `${digest}, ${digest}`],
    ["a no-break space behind it", `${digest}\u00a0`],
    ["characters of several bytes", "é".repeat(22)],
  ];

  test.each(cases)("%s", async (_name, value) => {
    expect(await verify(request(ORDER, { "X-Shopify-Hmac-Sha256": value }))).toEqual({
      outcome: "refused",
      status: 401,
      reason: "bad_signature",
    });
  });

  test("the other spelling really decodes to the same bytes", () => {
    expect(sameBytes).not.toBe(digest);
    expect(Buffer.from(sameBytes, "base64").equals(bytes)).toBe(true);
  });

  test("the URL-safe alphabet", async () => {
    const body = [...Array(200).keys()].map((i) => Buffer.from(`{"i":${i}}`)).find((b) => /[+/]/.test(sign(b)));
    if (body === undefined) throw new Error("no digest with + or / found");
    const urlSafe = sign(body).replaceAll("+", "-").replaceAll("/", "_");
    expect(await status(request(body, { "X-Shopify-Hmac-Sha256": urlSafe }))).toBe(401);
  });

  test("two signature headers, even two right ones", async () => {
    expect(await status(request(ORDER, {}, [["x-shopify-hmac-sha256", digest]]))).toBe(401);
  });

  test("a right prefixed signature beside a wrong un-prefixed one", async () => {
    expect(await status(request(ORDER, { "Shopify-Hmac-Sha256": "bogus" }))).toBe(401);
    expect(await status(request(ORDER, { "Shopify-Hmac-Sha256": "" }))).toBe(401);
  });

  test("the body written anew with the signature of the old one", async () => {
    const anew = Buffer.from(JSON.stringify(JSON.parse(ORDER.toString()), null, 1));
    expect(await status(request(anew, { "X-Shopify-Hmac-Sha256": digest }))).toBe(401);
  });

  test("invalid UTF-8 with the signature of its repaired form", async () => {
    const body = Buffer.from('{"a":"\xff"}', "latin1");
    expect(await status(request(body, { "X-Shopify-Hmac-Sha256": sign(body.toString("utf8")) }))).toBe(401);
  });

  test("an OAuth cookie, whose signature covers the cookie's name too", async () => {
    const cookie = createHmac("sha256", SECRET).update("shopify_app_state=123").digest("base64");
    expect(await status(request(Buffer.from("123"), { "X-Shopify-Hmac-Sha256": cookie }))).toBe(401);
  });

  test("an admin link's signature as it stands, in hex", async () => {
    const query = Buffer.from("host=x&shop=muster.myshopify.com&timestamp=1");
    const hex = createHmac("sha256", SECRET).update(query).digest("hex");
    expect(await status(request(query, { "X-Shopify-Hmac-Sha256": hex }))).toBe(401);
  });
});

describe("signed but unusable", () => {
  test("an empty body is refused", async () => {
    expect(await status(request(Buffer.alloc(0)))).toBe(400);
  });

  test.each(["X-Shopify-Topic", "X-Shopify-Webhook-Id", "X-Shopify-Shop-Domain"])("without %s", async (name) => {
    expect(await status(request(ORDER, { [name]: undefined }))).toBe(400);
    expect(await status(request(ORDER, { [name]: " " }))).toBe(400);
  });

  test("two shop domains, even twice the same", async () => {
    const asked = request(ORDER, {}, [["x-shopify-shop-domain", "muster.myshopify.com"]]);
    expect(await status(asked)).toBe(400);
    // As if the parser had kept the first and dropped the second.
    expect(await status({ ...asked, headers: request(ORDER).headers })).toBe(400);
  });

  test("a webhook id of any length makes a key of 32 bytes", async () => {
    const event = eventOf(await verify(request(ORDER, { "X-Shopify-Webhook-Id": "x".repeat(9000) })));
    expect(event.eventKey).toHaveLength(32);
  });

  test.each(["__proto__", "constructor", "toString", "products/update"])(
    "topic %s is stored, in a lane of its own",
    async (topic) => {
      const event = eventOf(await verify(request(ORDER, { "X-Shopify-Topic": topic })));
      expect(event.topic).toBe(topic);
      expect(event.laneKey).toMatch(/^unkeyed:[0-9a-f]{32}$/);
    },
  );

  test("an endless topic or header is cut to what can be stored", async () => {
    const long = "x".repeat(10_000);
    const event = eventOf(await verify(request(ORDER, { "X-Shopify-Topic": long, "X-Shopify-Event-Id": long })));
    expect(event.topic.length).toBeLessThanOrEqual(128);
    expect(event.headers["x-shopify-event-id"]?.length).toBeLessThanOrEqual(256);
  });

  test.each(["2099-01", "unstable", "%%%"])("API version %s is taken as it is", async (version) => {
    const event = eventOf(await verify(request(ORDER, { "X-Shopify-API-Version": version })));
    expect(event.headers["x-shopify-api-version"]).toBe(version);
  });

  test("a session token replayed as a webhook is stored, for the worker to quarantine", async () => {
    const token = Buffer.from("eyJhbGciOiJIUzI1NiJ9.eyJkZXN0IjoiaHR0cHM6Ly9tdXN0ZXIifQ");
    expect(await status(request(token, { "X-Shopify-Topic": "app/uninstalled" }))).toBe(200);
  });
});

test.each([[[]], [[""]], [["  "]], [["right", ""]]])("without a usable secret nothing is verified: %j", (secrets) => {
  expect(() => createShopifyVerifier({ secrets })).toThrow(/secret/);
});
