import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fulfillmentBody, lineBody, moneySet, refundBody } from "../fixtures/shopify/order-body.ts";
import { type HostileShop, startHostileShop } from "./hostile-shop.ts";

/*
 * A tracking number is never split (B16): what stands inside it is the carrier's business, and to send one that is none may
 * be worse than to send two in one.
 */
let shop: HostileShop;
beforeAll(async () => {
  shop = await startHostileShop();
});
afterAll(async () => {
  await shop.isUnharmed();
  await shop.stop();
});

const delivered = (held: Record<string, unknown> = {}) => ({ status: 200, stored: ["done"], order: "delivered", held });
const skipped = (reason: string) => ({ status: 200, stored: ["done"], order: `skipped: ${reason}`, held: null });

async function deliver(overrides: Record<string, unknown>) {
  const { id, body } = shop.order(overrides);
  return shop.deliver(id, JSON.stringify(body));
}

describe("B15 where a customer came from", () => {
  test.each([
    ["javascript:alert(1)", undefined],
    ["javascript:alert(1)?ref=a", "a"],
    [`/?${"q=1&".repeat(2_000)}ref=a`, "a"],
    ["/?ref=a&ref=b", "a"],
    ["/?ref=%0d%0aSet-Cookie:%20a%00b", "\r\nSet-Cookie: ab"],
    ["/?ref=%1b[2J", "\u001b[2J"],
    ["//evil.example.com/?ref=%zz", "%zz"],
    ["<script>alert(1)</script>", undefined],
    ['"><img src=x onerror=alert(1)>?ref="><b>', '"><b>'],
  ])("is a text and no more: %s", async (landing_site, ref) => {
    const { order, held } = await deliver({ landing_site, landing_site_ref: null });
    expect(order).toBe("delivered");
    expect(Object(held?.order_analytics)).toMatchObject({ landing_site });
    expect(Object(held?.order_analytics).landing_site_ref ?? undefined).toBe(ref);
  });
});

describe("B16 a tracking number", () => {
  const NONE = { tracking_number: null, tracking_numbers: [], tracking_url: null, tracking_urls: [] };
  const parcelsOf = async (fields: Record<string, unknown>): Promise<unknown[][]> => {
    const { order, held } = await deliver({
      fulfillments: [fulfillmentBody({ ...NONE, tracking_company: null, ...fields })],
    });
    expect(order).toBe("delivered");
    // The core shows an order without a parcel as one that is being prepared.
    const carriers = Object.values(Object(held?.trackings)).map((tracking) => Object(tracking).carrier);
    return carriers.flatMap((carrier) => (carrier === null ? [] : [[carrier.tracking_number, carrier.tracking_url]]));
  };

  test.each([
    ["empty", ["", " ", "\t\n", null], []],
    ["with space around it", ["  A1 ", "\tA1\n"], ["A1"]],
    ["of 5 kB", ["1".repeat(5_000)], ["1".repeat(5_000)]],
    ["with HTML in it", ["<img src=x onerror=alert(1)>"], ["<img src=x onerror=alert(1)>"]],
    ["that a spreadsheet would run", ["=cmd()", "+1", "@x"], ["=cmd()", "+1", "@x"]],
    ["with others behind commas", ["A1, B2,C3"], ["A1, B2,C3"]],
    ["that comes twice", ["A1", "A1", " A1"], ["A1"]],
    ["that is no text", [1, {}, ["A1"], true], ["1"]],
  ])("is trimmed, and there once: %s", async (_name, tracking_numbers, numbers) => {
    const parcels = await parcelsOf({ tracking_numbers, tracking_number: tracking_numbers[0] });
    expect(parcels.map(([number]) => number)).toEqual(numbers);
  });

  test.each([
    "https://",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "//t.example.com/A1",
    "ftp://t.example.com/A1",
    "file:///etc/passwd",
    "t.example.com/A1",
    "https:t.example.com",
    "https://[A1",
    "vbscript:A1",
  ])("has no link that is none of the web: %s", async (url) => {
    const fields = { tracking_number: "A1", tracking_numbers: ["A1"], tracking_url: url, tracking_urls: [url] };
    expect(await parcelsOf(fields)).toEqual([["A1", null]]);
  });

  test.each(["https://t.example.com/A1", "http://t.example.com/A1"])("has one that is: %s", async (url) => {
    expect(await parcelsOf({ tracking_number: "A1", tracking_urls: [url] })).toEqual([["A1", url]]);
  });
});

describe("B17 a date", () => {
  const OTHER = "2026-11-02T09:14:08+01:00";
  const placed = async (date: unknown) => {
    const { order, held } = await deliver({ created_at: date, processed_at: date, updated_at: OTHER });
    expect(order).toBe("delivered");
    return Date.parse(String(held?.order_placed_at));
  };

  test.each([
    ["2026-11-02T09:14:07", "2026-11-02T09:14:07Z"],
    ["2026-11-02T09:14:07Z", "2026-11-02T09:14:07Z"],
    ["2026-11-02T09:14:07+00:00", "2026-11-02T09:14:07Z"],
    ["2026-11-02T09:14:07-00:00", "2026-11-02T09:14:07Z"],
    ["2026-11-02T09:14:07+14:00", "2026-11-01T19:14:07Z"],
    ["2026-11-02T09:14:60Z", "2026-11-02T09:14:59Z"],
    ["2026-11-02", "2026-11-02T00:00:00Z"],
  ])("is the instant that it says, of UTC where it does not say: %s", async (written, instant) => {
    expect(await placed(written)).toBe(Date.parse(instant));
  });

  test.each([
    "2026-02-30T00:00:00Z",
    "2026-13-01",
    1767225600,
    1767225600000,
    "1767225600",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "+275761-01-01T00:00:00Z",
    "275761-01-01",
    "tomorrow",
    "2026-11-02T25:00:00Z",
    "2026-11-02T09:14:07+99:00",
    "",
    null,
    true,
    {},
  ])("that is none has another of the order for it: %j", async (written) =>
    expect(await placed(written)).toBe(Date.parse(OTHER)),
  );

  test("that is missing everywhere is still an order", async () => {
    expect(await deliver({ created_at: null, processed_at: null, updated_at: null })).toMatchObject(delivered());
  });
});

describe("B18 a currency", () => {
  test.each([
    ["eur", "EUR"],
    [" Eur ", "EUR"],
    ["XXX", "XXX"],
    [null, "EUR"],
  ])("%j is %s", async (written, currency) => {
    expect(await deliver({ currency: written })).toMatchObject(delivered({ currency }));
  });

  test.each(["€", "", "EURO", "E1R", "ＥＵＲ", 978, true, {}])("%j is none", async (currency) => {
    expect(await deliver({ currency })).toMatchObject({
      status: 200,
      stored: ["quarantined: unreadable_currency"],
      held: null,
    });
  });

  test("is the shop's where the customer paid in another", async () => {
    const total_price_set = moneySet("54.70", "EUR", ["59.00", "USD"]);
    expect(await deliver({ presentment_currency: "USD", total_price_set })).toMatchObject(
      delivered({ currency: "EUR", total_order_price: 54.7 }),
    );
  });
});

describe("B19 an order of each kind", () => {
  const CANCELLED = "2026-11-03T00:00:00Z";
  const part = (n: number, quantity: number) =>
    fulfillmentBody({
      id: n,
      admin_graphql_api_id: null,
      tracking_number: `T-${n}`,
      tracking_numbers: [`T-${n}`],
      tracking_urls: [],
      tracking_url: null,
      line_items: [lineBody({ quantity })],
    });
  const trackings = (...numbers: string[]) => numbers.map((tracking_number) => ({ carrier: { tracking_number } }));

  test.each<[string, Record<string, unknown>, object]>([
    ["a test", { test: true }, skipped("test_order")],
    [
      "a draft",
      { source_name: "shopify_draft_order", email: "", contact_email: "ada@example.com" },
      delivered({ email_id: "ada@example.com" }),
    ],
    ["cancelled before shipping", { cancelled_at: CANCELLED }, skipped("cancelled_before_shipping")],
    ["cancelled on a day that is none", { cancelled_at: "x" }, skipped("cancelled_before_shipping")],
    [
      "cancelled after shipping",
      { cancelled_at: "2026-11-05T00:00:00Z", fulfillments: [part(1, 2)] },
      delivered({ trackings: trackings("T-1") }),
    ],
    ["not confirmed", { confirmed: false }, delivered()],
    [
      "edited, with a line removed",
      { line_items: [lineBody(), lineBody({ id: 2, admin_graphql_api_id: null, current_quantity: 0 })] },
      delivered({ products: [{ quantity: 2 }] }),
    ],
    [
      "refunded in part",
      { refunds: [refundBody()], line_items: [lineBody({ current_quantity: 1 })] },
      delivered({ products: [{ quantity: 1 }] }),
    ],
    [
      "shipped in two parts",
      { fulfillments: [part(1, 1), part(2, 1)] },
      delivered({ trackings: trackings("T-1", "T-2") }),
    ],
    [
      "shipped without lines",
      { fulfillments: [{ ...part(1, 1), line_items: [] }] },
      delivered({ trackings: trackings("T-1") }),
    ],
    ["free of charge", { total_price: "0.00", total_price_set: moneySet("0.00") }, delivered({ total_order_price: 0 })],
    ["at the till", { source_name: "pos", shipping_address: null }, skipped("no_address")],
    ["of nothing that ships", { line_items: [lineBody({ requires_shipping: false })] }, skipped("nothing_to_ship")],
  ])("has a rule of its own: %s", async (_name, overrides, expected) =>
    expect(await deliver(overrides)).toMatchObject(expected),
  );
});

describe("B24 what SQL would read", () => {
  const METAS = [
    "'); DROP TABLE shop_order;--",
    "' OR '1'='1",
    "%",
    "_",
    "100%_\\",
    "\\'; --",
    "$1",
    '"; DELETE FROM shop;',
    "E'\\x00'",
    "\u02bc; DROP TABLE shop",
  ];

  test.each(METAS)("is a text like any other in an order: %s", async (text) => {
    const { order, held } = await deliver({
      name: text,
      tags: text,
      note_attributes: [{ name: text, value: text }],
      line_items: [lineBody({ title: text, sku: text })],
    });
    expect(order).toBe("delivered");
    expect(held).toMatchObject({ order_name: text, segments: [`Shopify.tag.${text}`], products: [{ sku: text }] });
    // Of all the orders that are there, the core finds the one of this name.
    expect((await shop.found({ order_name: text })).map((found) => found.order_name)).toEqual([text]);
  });

  test.each(["1');DROP/**/TABLE/**/shop_order;--", "%", "7000000000___", "$1", "\\"])(
    "is an id like any other: %s",
    async (id) => {
      const { body } = shop.order({ id, admin_graphql_api_id: null });
      expect(await shop.deliver(id, JSON.stringify(body))).toMatchObject(delivered({ external_id: id }));
      expect(await shop.found({ external_id: id })).toHaveLength(1);
    },
  );

  test.each(METAS.filter((text) => /^[\x20-\x7e]*$/.test(text)))("is a header like any other: %s", async (text) => {
    const { id, body } = shop.order();
    const headers = {
      "X-Shopify-Webhook-Id": text,
      "X-Shopify-Event-Id": text,
      "X-Shopify-API-Version": text,
      "X-Shopify-Triggered-At": text,
    };
    expect(await shop.deliver(id, JSON.stringify(body), { headers })).toMatchObject(delivered());
    const unknown = await shop.post(JSON.stringify(body), { headers: { "X-Shopify-Topic": text } });
    expect(unknown).toMatchObject({ status: 200, stored: ["quarantined: unknown_topic"] });
  });
});
