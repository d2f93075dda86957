import { describe, expect, test } from "vitest";
import { factsOf, reasonOf, SHOP, snapshotOf } from "../../test/fixtures/shopify/normalised.ts";
import {
  addressBody,
  bytesOf,
  fulfillmentBody,
  lineBody,
  orderBody,
  refundBody,
  shippingLineBody,
} from "../../test/fixtures/shopify/order-body.ts";

/** What real bodies were seen to contain that nobody expects, one by one. */

const numberOf = (body: unknown) => factsOf("fulfillments/update", body).fulfillments[0]?.parcels;

/** The bytes of a body in which a number stands with more digits than JavaScript has. */
function withNumber(body: unknown, from: number, to: string): Buffer {
  return Buffer.from(bytesOf(body).toString().replaceAll(String(from), to));
}

describe("ids", () => {
  test("1. of an 18-digit id the digits are taken from the global id, else from the text of the number", () => {
    const gid = "gid://shopify/Order/820982911946154508";
    const damaged = withNumber(orderBody({ admin_graphql_api_id: gid }), 6000000000001, "820982911946154500");
    expect(factsOf("orders/create", damaged).id).toBe("820982911946154508");
    const plain = withNumber(orderBody({ admin_graphql_api_id: undefined }), 6000000000001, "820982911946154508");
    expect(factsOf("orders/create", plain).id).toBe("820982911946154508");
    const refund = withNumber(refundBody(), 6000000000001, "820982911946154508");
    expect(factsOf("refunds/create", refund).id).toBe("820982911946154508");
    const edit = withNumber({ order_edit: { order_id: 6000000000001 } }, 6000000000001, "820982911946154508");
    expect(factsOf("orders/edited", edit).id).toBe("820982911946154508");
  });

  test("2. ids may be global ids, numbers or numbers in a text", () => {
    const line = lineBody({ attributed_staffs: [{ id: "gid://shopify/StaffMember/1", quantity: 1 }], product_id: "8" });
    const snapshot = snapshotOf(orderBody({ line_items: [line], source_name: "755357713" }));
    expect(snapshot).toMatchObject({ channel: "755357713", lines: [{ id: "14000000000001", productId: "8" }] });
    const scopes = { id: 1, shop_id: "gid://shopify/Shop/1", previous: [], current: ["read_orders"] };
    expect(reasonOf("app/scopes_update", scopes)).toBe("access_changed");
  });

  test("3. compliance requests name their shop; the placeholder of the documentation is no shop", () => {
    const redact = { shop_id: 1, shop_domain: SHOP, customer: { id: 1 }, orders_to_redact: [1] };
    const request = { shop_id: 1, shop_domain: SHOP, customer: {}, orders_requested: [], data_request: { id: 9 } };
    expect(reasonOf("customers/redact", redact)).toBe("erasure");
    expect(reasonOf("customers/data_request", request)).toBe("data_request");
    expect(reasonOf("shop/redact", { shop_id: 1, shop_domain: "{shop}.myshopify.com" })).toBe("shop_mismatch");
    expect(reasonOf("shop/redact", redact)).toBe("not_of_this_topic");
  });
});

describe("null, missing, empty", () => {
  test("4. what is often null may be missing as well", () => {
    const keys = ["landing_site", "landing_site_ref", "customer", "shipping_address", "billing_address", "phone"];
    const more = ["checkout_id", "company", "po_number", "discount_applications", "total_tax_set"];
    const none = (value: null | undefined) => Object.fromEntries([...keys, ...more].map((key) => [key, value]));
    for (const value of [null, undefined]) {
      expect(snapshotOf(orderBody(none(value)))).toMatchObject({
        attribution: { landingSite: null, landingSiteRef: null, utm: {} },
        customer: null,
        shippingAddress: null,
        billingAddress: null,
        company: null,
      });
    }
    expect(snapshotOf(orderBody({ company: { id: 1, location_id: 2 } })).company).toEqual({ id: "1", locationId: "2" });
  });

  test('5. an absent email is "", and may be in contact_email', () => {
    expect(snapshotOf(orderBody({ email: "", contact_email: null, customer: null })).email).toBeNull();
    expect(snapshotOf(orderBody({ email: "", contact_email: "ada@example.com" })).email).toBe("ada@example.com");
  });

  test("6. the test event of every developer is a cancelled, voided, unconfirmed test order", () => {
    const cancelled = { test: true, cancelled_at: "2021-12-31T19:00:00-05:00", confirmed: false };
    const facts = factsOf("orders/create", orderBody({ ...cancelled, financial_status: "voided" }));
    expect(facts).toMatchObject({ cancelledAt: "2021-12-31T19:00:00-05:00", snapshot: { test: true } });
  });

  test.each([null, "fulfilled", "partial", "pending"])("7. fulfillment_status %j decides nothing", (status) => {
    const facts = factsOf("orders/fulfilled", orderBody({ fulfillment_status: status, fulfillments: [] }));
    expect(facts).toMatchObject({ fulfillments: [], snapshot: { fulfillmentStatus: status } });
  });

  test("8. a refund may be of money alone, or without any transaction", () => {
    const adjustment = { id: 1, amount: "-5.00", kind: "refund_discrepancy" };
    const money = factsOf("refunds/create", refundBody({ refund_line_items: [], order_adjustments: [adjustment] }));
    expect(money.refunds[0]).toMatchObject({ lines: [], amount: "24.90" });
    expect(factsOf("refunds/create", refundBody({ transactions: [] })).refunds[0]?.amount).toBeNull();
  });

  test("9. keys that came and went with the versions may be there or not", () => {
    const line = lineBody({ current_quantity: undefined, sales_line_item_group_id: undefined });
    const old = orderBody({ line_items: [line], returns: undefined, merchant_business_entity_id: undefined });
    expect(snapshotOf(old).lines[0]).toMatchObject({ quantity: 2, currentQuantity: null });
    const tagged = { id: 7, tags: "vip, b2b" };
    expect(snapshotOf(orderBody({ customer: tagged })).customer).toMatchObject({ id: "7", tags: ["vip", "b2b"] });
    const removed = shippingLineBody({ is_removed: true });
    expect(snapshotOf(orderBody({ shipping_lines: [removed] })).shippingLines).toEqual([]);
  });
});

describe("tracking", () => {
  test("10. numbers and URLs are not parallel", () => {
    const odd = "#☠1☢\n---\n4321";
    const none = { tracking_number: null, tracking_numbers: [], tracking_url: null, tracking_urls: [] };
    const url = "https://t.example.com/1";
    expect(numberOf(fulfillmentBody({ ...none, tracking_numbers: [` ${odd}\n`] }))).toEqual([
      { trackingNumber: odd, trackingUrl: null },
    ]);
    expect(numberOf(fulfillmentBody({ ...none, tracking_urls: [url] }))).toEqual([]);
    expect(
      numberOf(fulfillmentBody({ ...none, tracking_number: "1", tracking_urls: [url, "https://t.example.com/x"] })),
    ).toEqual([{ trackingNumber: "1", trackingUrl: url }]);
  });

  test("11. carrier and number may disagree, and be anything", () => {
    const body = {
      tracking_company: "USPS",
      tracking_number: "1Z1234512345123456",
      tracking_numbers: ["1z827wk74630"],
    };
    expect(factsOf("fulfillments/create", fulfillmentBody(body)).fulfillments[0]).toMatchObject({
      carrier: "USPS",
      parcels: [{ trackingNumber: "1z827wk74630" }, { trackingNumber: "1Z1234512345123456" }],
    });
    expect(
      factsOf("fulfillments/create", fulfillmentBody({ tracking_company: null })).fulfillments[0]?.carrier,
    ).toBeNull();
  });

  test.each([
    ["pending", "open"],
    ["open", "open"],
    ["success", "success"],
    ["cancelled", "cancelled"],
    ["failure", "failed"],
    ["error", "failed"],
    ["lost", "unknown"],
    [null, "unknown"],
  ])("12. fulfillment status %j is %s, and its numbers stay", (status, expected) => {
    const [fulfillment] = factsOf("fulfillments/update", fulfillmentBody({ status })).fulfillments;
    expect(fulfillment).toMatchObject({ status: expected, parcels: [{ trackingNumber: "00340434161094000001" }] });
  });

  test("13. no number is judged, whatever carrier it could be of", () => {
    const numbers = ["00340434161094042557", "12345678901", "H1000", "?"];
    const body = { tracking_numbers: numbers, tracking_number: numbers[0], tracking_company: "Hermes" };
    expect(numberOf(fulfillmentBody(body))?.map(({ trackingNumber }) => trackingNumber)).toEqual(numbers);
  });
});

describe("types", () => {
  test("14. money is text, negative and without decimals too; a tax rate is a number of either kind", () => {
    const taxes = [
      { title: "a", price: "-1", rate: 0.19 },
      { title: "b", price: "100", rate: 1 },
    ];
    const snapshot = snapshotOf(
      orderBody({ currency: "JPY", total_price: "-404", total_discounts: 20, tax_lines: taxes }),
    );
    expect(snapshot).toMatchObject({ total: { shop: "-404" }, discount: { shop: "20" } });
    expect(snapshot.taxLines.map(({ price, rate }) => [price, rate])).toEqual([
      ["-1", "0.19"],
      ["100", "1"],
    ]);
    expect(
      snapshotOf(orderBody({ shipping_address: addressBody({ latitude: "52.5", longitude: null }) })).shippingAddress,
    ).not.toBeNull();
  });

  test("15. line properties come as a list, an object, a pair, not at all, and with objects in them", () => {
    const nested = { name: "Label", value: { "For whom": { size: 1.5 } } };
    const properties = [
      [{ name: "a", value: "1" }, nested],
      {},
      { name: "x", value: 3 },
      { "Your text": "hi" },
      undefined,
    ];
    const lines = properties.map((value) => lineBody({ properties: value }));
    expect(snapshotOf(orderBody({ line_items: lines })).lines.map((line) => line.properties)).toEqual([
      [
        { name: "a", value: "1" },
        { name: "Label", value: '{"For whom":{"size":1.5}}' },
      ],
      [],
      [{ name: "x", value: "3" }],
      [{ name: "Your text", value: "hi" }],
      [],
    ]);
  });

  test("16. note_attributes may hold anything, their keys in any order", () => {
    const odd = [
      { value: 7, name: "n" },
      { name: "b", value: true },
      { name: "nul", value: null },
      { name: "", value: "x" },
    ];
    const more = [
      { name: "dup", value: "1" },
      { name: "dup", value: "2" },
      { name: "obj", value: { a: [1, 2] } },
    ];
    const values = [
      ...odd,
      ...more,
      { name: "__proto__", value: "y" },
      { name: "url", value: "https://example.com/?a=1" },
    ];
    expect(snapshotOf(orderBody({ note_attributes: values })).noteAttributes).toEqual([
      { name: "n", value: "7" },
      { name: "b", value: "true" },
      { name: "nul", value: "" },
      { name: "dup", value: "2" },
      { name: "obj", value: '{"a":[1,2]}' },
      { name: "__proto__", value: "y" },
      { name: "url", value: "https://example.com/?a=1" },
    ]);
  });

  test.each(["555-625-1199", "+1(613)555-1212", "555-555-SHIP", "(555) 555 5555"])(
    "17. phone %s stays as written",
    (phone) => {
      expect(snapshotOf(orderBody({ shipping_address: addressBody({ phone }) })).shippingAddress?.phone).toBe(phone);
    },
  );

  test("18. times keep their offset, old ones pass, and the trigger time its nanoseconds", () => {
    const body = orderBody({
      created_at: "2008-01-10T11:00:00-05:00",
      processed_at: null,
      updated_at: "2020-02-02 01:02:03.000",
    });
    const snapshot = snapshotOf(body, { "x-shopify-triggered-at": "2024-10-05T12:34:56.123456789Z" });
    expect(snapshot).toMatchObject({
      placedAt: "2008-01-10T11:00:00-05:00",
      observedAt: "2020-02-02T01:02:03.000Z",
      triggeredAt: "2024-10-05T12:34:56.123456789Z",
    });
  });

  test("19. no header but the shop's is needed to read an order", () => {
    expect(snapshotOf(orderBody()).triggeredAt).toBe("");
    expect(snapshotOf(orderBody(), { "x-shopify-triggered-at": "tomorrow" }).triggeredAt).toBe("");
  });
});
