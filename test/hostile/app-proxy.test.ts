import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyProxyRequest } from "../../app/proxy/verify-proxy-request.ts";
import {
  FORMER_SECRET,
  type RunningStorefront,
  SECRET,
  signatureOf,
  startStorefront,
} from "../http/running-storefront.ts";

const OWNER = "207119551";
const ATTACKER = "207119552";

let storefront: RunningStorefront;
beforeAll(async () => {
  storefront = await startStorefront();
  await storefront.place({ external_id: "1001", external_customer_id: OWNER });
});
afterAll(() => storefront.stop());

const now = () => Math.floor(Date.now() / 1_000);
const refused = (status: number) => ({ status, text: "", calls: 0 });
const ORDER = [
  ["orderNumber", "1001"],
  ["zipCode", "10115"],
] as const;

test("P1 a request that Shopify signed is served", async () => {
  expect(await storefront.visit(ORDER)).toMatchObject({ status: 200, type: "application/liquid; charset=utf-8" });
  expect(await storefront.visit(ORDER, { secret: FORMER_SECRET })).toMatchObject({ status: 200 });
  expect(await storefront.visit(ORDER, { secret: "another" })).toMatchObject(refused(401));
  // The example of Shopify's documentation, https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
  const documented =
    "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews" +
    "&timestamp=1317327555&signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb";
  expect(verifyProxyRequest(documented, { secrets: [SECRET], now: 1_317_327_555_000 })).toMatchObject({
    outcome: "verified",
    request: { shop: "shop-name.myshopify.com", customerId: "1", pathPrefix: "/apps/awesome_reviews" },
  });
});

test("P2 a parameter of the customer's that comes twice is signed with both values", async () => {
  const extra = [
    ["extra", "1"],
    ["extra", "2"],
  ] as const;
  expect(await storefront.visit([...ORDER, ...extra])).toMatchObject({ status: 200 });
});

test("P3 joined by hand they have the same signature, and mean the same to us: nothing", async () => {
  const twice = [
    ["extra", "1"],
    ["extra", "2"],
  ] as const;
  const shopifys = [["shop", "spine.myshopify.com"] as const, ["timestamp", String(now())] as const];
  const signature = signatureOf([...twice, ...shopifys]);
  const joined = new URLSearchParams(
    [["extra", "1,2"], ...shopifys, ["signature", signature]].map(([a, b]) => [a ?? "", b ?? ""]),
  );
  expect(await storefront.get(joined.toString())).toMatchObject({ status: 200 });
});

describe("P4 where one parameter ends and the next begins is not signed", () => {
  test("what moves over becomes no other shop, customer or time", async () => {
    const time = String(now());
    // As signed: one parameter "a". As sent: the same text, cut so that it names another shop, and swallows the true one.
    const truth = [
      ["a", `1shop=victim.myshopify.com`],
      ["shop", "spine.myshopify.com"],
      ["timestamp", time],
    ] as const;
    const signature = signatureOf(truth);
    const forged = new URLSearchParams([
      ["a", "1"],
      ["shop", `victim.myshopify.comshop=spine.myshopify.com`],
      ["timestamp", time],
      ["signature", signature],
    ]);
    expect(await storefront.get(forged.toString())).toMatchObject(refused(400));
  });

  test("what is moved within the customer's own parameters is theirs anyway", async () => {
    const shopifys = [
      ["shop", "spine.myshopify.com"],
      ["timestamp", String(now())],
    ] as const;
    const signature = signatureOf([["a", "1"], ["b", "2"], ...shopifys]);
    const moved = new URLSearchParams(
      [["a", "1b=2"], ...shopifys, ["signature", signature]].map(([a, b]) => [a ?? "", b ?? ""]),
    );
    expect(await storefront.get(moved.toString())).toMatchObject({ status: 200, calls: 0 });
  });
});

test.each(["shop", "timestamp", "path_prefix", "logged_in_customer_id", "signature"])(
  "P5 %s comes twice",
  async (name) => {
    for (const value of ["", "spine.myshopify.com", OWNER, String(now()), "/apps/karla"]) {
      expect(await storefront.visit([...ORDER, [name, value]])).toMatchObject(refused(400));
      expect(await storefront.visit(ORDER, { unsigned: [[name, value]] })).toMatchObject(refused(400));
    }
  },
);

test("P6 a request of another time is refused", () => {
  const at = (seconds: number) => {
    const params = [
      ["shop", "spine.myshopify.com"],
      ["timestamp", "1000000000"],
    ] as const;
    const query = new URLSearchParams([...params, ["signature", signatureOf(params)] as const].map(([a, b]) => [a, b]));
    return verifyProxyRequest(query.toString(), { secrets: [SECRET], now: (1_000_000_000 + seconds) * 1_000 });
  };
  for (const seconds of [-90, 0, 90]) expect(at(seconds)).toMatchObject({ outcome: "verified" });
  for (const seconds of [-91, 91]) expect(at(seconds)).toMatchObject({ outcome: "refused", status: 401 });
});

test("P7 without a time", async () => {
  expect(await storefront.visit(ORDER, { shopify: { timestamp: undefined } })).toMatchObject(refused(401));
});

test.each(["NaN", "1e9", "Infinity", "", "-1", "0x", "０", "array"])("P8 a time that is none: %s", async (kind) => {
  const timestamp = kind === "0x" ? `0x${now().toString(16)}` : kind === "array" ? `${now()},${now()}` : kind;
  expect(await storefront.visit(ORDER, { shopify: { timestamp } })).toMatchObject(refused(401));
  for (const padded of [` ${now()}`, `+${now()}`, `${now()}.0`])
    expect(await storefront.visit(ORDER, { shopify: { timestamp: padded } })).toMatchObject(refused(401));
});

test("P9 a signature in capitals", async () => {
  // One without a letter would be the same in both.
  const capital = (right: string) => (/[a-f]/.test(right) ? right.toUpperCase() : "A".repeat(64));
  expect(await storefront.visit(ORDER, { signature: capital })).toMatchObject(refused(401));
});

describe("P10 names are in the order of bytes, not of a language", () => {
  test("pairs, as Shopify's documentation sorts them", async () => {
    const names = ["B", "a", "_x", "Z", "é", "\u{1f600}", "\ufb01", "a1", "a-b", "ab"];
    const params = names.map((name) => [name, "1"] as const);
    expect(await storefront.visit(params)).toMatchObject({ status: 200 });
  });

  test("names, as Shopify's library sorts them", async () => {
    const time = String(now());
    const message = `a=1a1=1ab=1shop=spine.myshopify.comtimestamp=${time}`;
    const signature = createHmac("sha256", SECRET).update(message).digest("hex");
    const query = `a1=1&ab=1&a=1&shop=spine.myshopify.com&timestamp=${time}&signature=${signature}`;
    expect(await storefront.get(query)).toMatchObject({ status: 200 });
    expect(await storefront.get(query.replace("ab=1", "ab=2"))).toMatchObject(refused(401));
  });
});

test("P11 what is decoded is signed, however it was encoded", async () => {
  const params = [
    ["q", "a b+c ü \u{1f600} 100% &="],
    ["shop", "spine.myshopify.com"],
    ["timestamp", String(now())],
  ] as const;
  const signature = signatureOf(params);
  const rest = `shop=spine.myshopify.com&timestamp=${params[2][1]}&signature=${signature}`;
  for (const q of [
    "a+b%2Bc+%C3%BC+%F0%9F%98%80+100%25+%26%3D",
    "a%20b%2Bc%20%c3%bc%20%f0%9f%98%80%20100%25%20%26%3d",
    "%61+b%2Bc%20ü%20😀%20100%25%20%26=",
  ])
    expect(await storefront.get(`q=${q}&${rest}`)).toMatchObject({ status: 200 });
  expect(await storefront.get(`q=a+b+c&${rest}`)).toMatchObject(refused(401));
});

describe("P12 no signature, or none of its form", () => {
  test.each(["", undefined])("%j", async (signature) => {
    expect(await storefront.visit(ORDER, { signature: () => signature })).toMatchObject(refused(401));
  });

  test.each<[string, (right: string) => string]>([
    ["with a space", (right) => ` ${right}`],
    ["too short", (right) => right.slice(0, -1)],
    ["too long", (right) => `${right}0`],
    ["in base64", (right) => Buffer.from(right, "hex").toString("base64")],
    ["with a letter that is no digit", (right) => `${right.slice(0, -1)}ö`],
  ])("%s", async (_name, signature) => {
    expect(await storefront.visit(ORDER, { signature })).toMatchObject(refused(401));
  });
});

test("P13 an order of somebody else is not told from one that is not there, by words, work or time", async () => {
  await storefront.place({ external_id: "1002" });
  await storefront.spine.pool.query(
    `INSERT INTO shop_order (shop_id, order_id, version, status, reason, received_at, updated_at)
     SELECT shop_id, '1002', 1, 'skipped', 'redacted', created_at, created_at FROM shop`,
  );
  const asAttacker = { shopify: { logged_in_customer_id: ATTACKER } };
  const unknown = await storefront.visit([["orderNumber", "9999"]], asAttacker);
  const answers = [
    await storefront.visit([["orderNumber", "1001"]], asAttacker),
    await storefront.visit(
      [
        ["orderNumber", "1001"],
        ["zipCode", "99999"],
      ],
      asAttacker,
    ),
    await storefront.visit([
      ["orderNumber", "1001"],
      ["zipCode", "99999"],
    ]),
    await storefront.visit([
      ["orderNumber", "9999"],
      ["zipCode", "10115"],
    ]),
    await storefront.visit([
      ["orderNumber", "1002"],
      ["zipCode", "10115"],
    ]),
  ];
  const told = ({ status, type, text, held, calls }: typeof unknown) => ({
    status,
    type,
    text,
    held: held.length,
    calls,
  });
  expect(told(unknown)).toMatchObject({ status: 404, held: 1, calls: 2 });
  for (const answer of answers) expect(told(answer)).toEqual(told(unknown));
  const asOwner = { shopify: { logged_in_customer_id: OWNER } };
  expect(await storefront.visit([["orderNumber", "1001"]], asOwner)).toMatchObject({ status: 200, held: [] });
});

test("P15 a signature is never sent back, nor what else came with it", async () => {
  for (const asked of [
    ORDER,
    [
      ["orderNumber", "1"],
      ["zipCode", "2"],
    ] as const,
    [],
    [["format", "json"]] as const,
  ]) {
    let signature = "";
    const keep = (right: string) => {
      signature = right;
      return right;
    };
    const { text, headers } = await storefront.visit([...asked, ["hmac", "deadbeef"]], { signature: keep });
    const all = text + JSON.stringify([...headers]);
    for (const secret of [signature, "deadbeef", "signature=", "hmac"]) expect(all).not.toContain(secret);
  }
});

test.each(["POST", "PUT", "PATCH", "DELETE"])(
  "the tracking page changes nothing by %s: there is nothing to change",
  async (method) => {
    const answer = await storefront.visit(ORDER, { method });
    expect(answer).toMatchObject(refused(405));
    expect(answer.headers.get("allow")).toBe("GET, HEAD");
  },
);
