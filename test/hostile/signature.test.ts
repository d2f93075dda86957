import { createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import { Cookies } from "@shopify/shopify-api/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createShopifyVerifier } from "../../app/shopify/verify-webhook.ts";
import { childEnv } from "../../commands/env.ts";
import { runOnce } from "../../commands/start-process.ts";
import { startReceiver } from "../../packages/receiver/src/fakes/start-receiver.ts";
import { bytesOf } from "../fixtures/shopify/order-body.ts";
import { asBytes, FORMER_SECRET, type HostileShop, SECRET, sign, startHostileShop } from "./hostile-shop.ts";

let shop: HostileShop;
beforeAll(async () => {
  shop = await startHostileShop();
});
afterEach(() => shop.isUnharmed());
afterAll(() => shop.stop());

const REFUSED = {
  status: 401,
  answer: "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
  stored: [],
};
const HMAC = "X-Shopify-Hmac-Sha256";
const spoilt = () => bytesOf(shop.spoilt());
const digestOf = (body: Buffer) => createHmac("sha256", SECRET).update(body).digest();

/** The spoilt order with this for a signature. */
const signedBy = (signature: (body: Buffer) => string | undefined) => {
  const body = spoilt();
  return shop.post(body, { headers: { [HMAC]: signature(body) } });
};

test("what Shopify sends is taken: the HMAC of this body was made with openssl", async () => {
  const headers = { [HMAC]: "VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY=", "X-Shopify-Topic": "orders/delete" };
  expect(await shop.post('{"id":1}', { headers })).toMatchObject({ status: 200, stored: ["done: no_order"] });
});

describe("all of these are refused in the same words", () => {
  test.each<[string, (body: Buffer) => string | undefined]>([
    ["H1 no signature", () => undefined],
    ["H2 an empty signature", () => ""],
    ["H3 the digest in hex", (body) => digestOf(body).toString("hex")],
    ["H5 the digest without padding", (body) => sign(body).replace("=", "")],
    ["H6 another spelling of the same bytes", (body) => otherSpelling(sign(body))],
  ])("%s", async (_name, signature) => expect(await signedBy(signature)).toEqual(REFUSED));

  test("H4 the digest in the alphabet of URLs", async () => {
    const bodies = Array.from({ length: 200 }, (_, n) => bytesOf(shop.spoilt({ note: n })));
    const body = bodies.find((each) => /[+/]/.test(sign(each))) ?? Buffer.alloc(0);
    const headers = { [HMAC]: sign(body).replaceAll("+", "-").replaceAll("/", "_") };
    expect(await shop.post(body, { headers })).toEqual(REFUSED);
  });

  test.each(["sha1", "sha512", "md5"])("H7 a digest of another algorithm: %s", async (algorithm) => {
    expect(await signedBy((body) => sign(body, { algorithm }))).toEqual(REFUSED);
  });

  test.each([0, 16, 31, 33])("H8 a digest of %i bytes", async (length) => {
    const cut = (body: Buffer) => Buffer.concat([digestOf(body), Buffer.alloc(1)]).subarray(0, length);
    expect(await signedBy((body) => cut(body).toString("base64"))).toEqual(REFUSED);
  });

  describe("H9 two signatures", () => {
    test.each(["right and right", "right and wrong", "wrong and right"])("in two headers: %s", async (kinds) => {
      const body = spoilt();
      const [first, second] = kinds.split(" and ").map((kind) => (kind === "right" ? sign(body) : "AAAA"));
      expect(await shop.post(body, { headers: { [HMAC]: first }, lines: [`${HMAC}: ${second}`] })).toEqual(REFUSED);
    });

    test.each([",", ", ", " ", ";"])("in one header, with %j between", async (between) => {
      expect(await signedBy((body) => sign(body) + between + sign(body))).toEqual(REFUSED);
    });
  });

  test("H13 the body written anew, with the signature of the old one", async () => {
    const body = shop.spoilt();
    const anew = [
      JSON.stringify(body, null, 1),
      JSON.stringify(Object.fromEntries(Object.entries(body).reverse())),
      `${JSON.stringify(body)}\n`,
    ];
    for (const each of anew)
      expect(await shop.post(each, { headers: { [HMAC]: sign(bytesOf(body)) } })).toEqual(REFUSED);
  });

  test("H16 bytes that are not UTF-8, with the signature of their repaired form", async () => {
    const body = Buffer.from(JSON.stringify(shop.spoilt({ note: "\xff" })), "latin1");
    expect(await shop.post(body, { headers: { [HMAC]: sign(body.toString("utf8")) } })).toEqual(REFUSED);
  });

  test.each([
    ["a right one of webhooks beside a wrong one of Events", (good: string) => [good, "bogus"]],
    ["a right one of webhooks beside an empty one of Events", (good: string) => [good, ""]],
    ["a wrong one of webhooks, none of Events", () => ["bogus", undefined]],
  ] as const)("H32 two families of headers: %s", async (_name, pair) => {
    const body = spoilt();
    const [webhook, event] = pair(sign(body));
    expect(await shop.post(body, { headers: { [HMAC]: webhook, "Shopify-Hmac-Sha256": event } })).toEqual(REFUSED);
  });

  test("H27 the signature of a cookie, with the cookie for a body", async () => {
    const response = { statusCode: 200, statusText: "", headers: {} };
    const cookies = new Cookies({ method: "GET", url: "/", headers: {} }, response, { keys: [SECRET] });
    await cookies.setAndSign("shopify_app_state", "123");
    const signature = cookies.outgoingCookieJar["shopify_app_state.sig"]?.value ?? "";
    expect(signature).toMatch(/^[\w+/]{43}=$/);
    for (const body of ["123", "shopify_app_state=123"])
      expect(await shop.post(body, { headers: { [HMAC]: signature, "X-Shopify-Topic": "app/uninstalled" } })).toEqual(
        REFUSED,
      );
    // A library that signs a cookie with the client secret itself makes a signature that a webhook could have.
    const old = await shop.post("123", { headers: { [HMAC]: sign("123"), "X-Shopify-Topic": "app/uninstalled" } });
    expect(old).toMatchObject({ status: 200, stored: ["quarantined: not_an_object"] });
  });
});

describe("H10 space around a signature", () => {
  test.each([
    ["spaces", "  ", "  "],
    ["tabs", "\t", "\t\t"],
  ])("is none of it: %s", async (_name, before, after) => {
    const { id, body } = shop.order();
    const bytes = bytesOf(body);
    const taken = await shop.deliver(id, bytes, { headers: { [HMAC]: before + sign(bytes) + after } });
    expect(taken).toMatchObject({ status: 200, stored: ["done"], order: "delivered" });
  });

  test.each(["\r\n", "\n", "\r", "\r\n ", "\0", "\v", "\f"])("is a broken request where it is %j", async (space) => {
    for (const signature of [
      (good: string) => good + space,
      (good: string) => good.slice(0, 9) + space + good.slice(9),
    ]) {
      const { status, stored } = await signedBy((body) => signature(sign(body)));
      expect([400, 401]).toContain(status);
      expect(stored).toEqual([]);
    }
  });

  test("is not taken for it where it is no space of HTTP's", async () => {
    expect(await signedBy((body) => asBytes(`${sign(body)}\u00a0`))).toEqual(REFUSED);
  });
});

test("H11 the former secret is good while the secret is being changed, and no longer", async () => {
  const { id, body } = shop.order();
  const signature = sign(bytesOf(body), { secret: FORMER_SECRET });
  const during = await shop.deliver(id, bytesOf(body), { headers: { [HMAC]: signature } });
  expect(during).toMatchObject({ status: 200, order: "delivered" });
  const verifier = createShopifyVerifier({ secrets: [SECRET] });
  const { url, inbox } = await startReceiver({ routes: new Map([["/webhooks/shopify", verifier]]) });
  const post = (hmac: string) =>
    fetch(`${url}/webhooks/shopify`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: {
        [HMAC]: hmac,
        "X-Shopify-Topic": "orders/create",
        "X-Shopify-Webhook-Id": "1",
        "X-Shopify-Shop-Domain": "a.myshopify.com",
      },
    });
  expect((await post(signature)).status).toBe(401);
  expect((await post(sign(bytesOf(body)))).status).toBe(200);
  expect(inbox.rows).toHaveLength(1);
});

describe("H12 without a secret", () => {
  test.each([[[]], [[""]], [["  "]], [["\n"]], [["right", ""]]])("nothing is verified: %j", (secrets) => {
    expect(() => createShopifyVerifier({ secrets })).toThrow(/secret/);
  });

  test.each(["", undefined])("the receiver does not start: %j", async (secret) => {
    const env = childEnv({ SHOPIFY_API_SECRET: secret, KARLA_DATA_DIR: "/nonexistent" });
    await expect(runOnce({ script: "app/main.ts", args: [], env })).rejects.toThrow("SHOPIFY_API_SECRET");
  });
});

describe("signed as they are on the wire", () => {
  test("H14 a body with a byte order mark is read", async () => {
    const { id, body } = shop.order();
    expect(await shop.deliver(id, `\ufeff${JSON.stringify(body)}`)).toMatchObject({ status: 200, order: "delivered" });
  });

  test.each(["\xff", "\xc3\x28", "\xed\xa0\x80", "\xc0\x80", "\xf8\x88\x80\x80\x80"])(
    "H15 a body that is not UTF-8 is kept and not read: %j",
    async (note) => {
      const body = Buffer.from(JSON.stringify(shop.spoilt({ note })), "latin1");
      expect(await shop.post(body)).toMatchObject({ status: 200, stored: ["quarantined: unreadable_body"] });
    },
  );

  test("H17 a body in UTF-16 is kept and not read, whatever its header says", async () => {
    const headers = { "Content-Type": "application/json; charset=utf-16" };
    for (const text of ["", "\ufeff"].map((mark) => mark + JSON.stringify(shop.spoilt()))) {
      const body = Buffer.from(text, "utf16le");
      expect(await shop.post(body, { headers })).toMatchObject({
        status: 200,
        stored: ["quarantined: unreadable_body"],
      });
      expect(await shop.post(body, { headers: { ...headers, [HMAC]: sign(text) } })).toEqual(REFUSED);
    }
  });

  test("H18 a compressed body is not opened, neither before its signature nor after", async () => {
    const plain = spoilt();
    const body = gzipSync(plain);
    const headers = { "Content-Encoding": "gzip" };
    expect(await shop.post(body, { headers })).toMatchObject({ status: 200, stored: ["quarantined: unreadable_body"] });
    expect(await shop.post(body, { headers: { ...headers, [HMAC]: sign(plain) } })).toEqual(REFUSED);
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(await shop.post(bomb, { headers })).toMatchObject({ status: 200, stored: ["quarantined: unreadable_body"] });
  });
});

/** Base64 has two bits to spare in the last character of 32 bytes. */
function otherSpelling(digest: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const other = `${digest.slice(0, -2)}${alphabet[alphabet.indexOf(digest.at(-2) ?? "") + 1]}=`;
  if (!Buffer.from(other, "base64").equals(Buffer.from(digest, "base64"))) throw new Error("of other bytes");
  return other;
}
