import { describe, expect, test } from "vitest";
import { ALLOWED_DIFFERENCES, bothLevelled, DIFFERENCES_OF_DISCOUNTS } from "./allowed-differences.ts";
import type { GoldenArticle, GoldenLine, GoldenOrder, GoldenShipment } from "./golden-order.ts";
import { DISCOUNTED_ORDER } from "./orders.ts";

describe("what one of the platforms says otherwise", () => {
  const allowed = [...ALLOWED_DIFFERENCES, ...DIFFERENCES_OF_DISCOUNTS];
  const golden: GoldenOrder = {
    ...DISCOUNTED_ORDER,
    tags: ["VIP"],
    note: "Bitte klingeln",
    fields: { Geschenkpapier: "Sterne" },
    landingPage: "/?ref=a",
    shipments: [{ key: "1021-a", leftAt: "2026-11-23T14:30:00Z", numbers: ["A1"], pieces: [4, 2] }],
  };
  const [line, ...more] = golden.lines;
  const [shipment] = golden.shipments;
  const [discount, ...others] = golden.discounts;
  if (line === undefined || shipment === undefined || discount === undefined || golden.shipTo === null)
    throw new Error();
  const ofLine = (changes: Partial<GoldenLine>) => ({ lines: [{ ...line, ...changes }, ...more] });
  const ofArticle = (changes: Partial<GoldenArticle>) => ofLine({ article: { ...line.article, ...changes } });
  const sent = (changes: Partial<GoldenShipment>) => ({ shipments: [{ ...shipment, ...changes }] });

  test("is not seen where it is nothing", () => {
    const [shopify, shopware] = bothLevelled(golden, allowed);
    expect(shopware).toEqual(shopify);
  });

  test.each<[string, Partial<GoldenOrder>]>([
    ["another number of pieces", ofLine({ pieces: 5 })],
    ["another price", ofLine({ price: 1501 })],
    ["another rate of tax", ofLine({ rate: 7 })],
    ["another title", ofArticle({ title: "Becher" })],
    ["another SKU", ofArticle({ sku: "MUG-04" })],
    ["another variant", ofArticle({ key: "mug-04", product: "mug-04" })],
    ["another weight", ofArticle({ grams: 401 })],
    ["no picture", ofArticle({ picture: null })],
    ["a line less", { lines: more }],
    ["another code", { discounts: [{ ...discount, code: "HERBST-11" }, ...others] }],
    ["a discount of another amount", { discounts: [{ ...discount, shares: [600, 501] }, ...others] }],
    ["no discounts", { discounts: [] }],
    ["another price of the shipping", { shipping: { method: "dhl", price: 491, taxes: [] } }],
    ["another shipping method", { shipping: { method: "ups", price: 490, taxes: [] } }],
    ["another currency", { currency: { code: "USD", digits: 2 } }],
    ["another time", { placedAt: "2026-11-20T13:03:10Z" }],
    ["another zip code", { shipTo: { ...golden.shipTo, zip: "20458" } }],
    ["a company", { shipTo: { ...golden.shipTo, company: "Muster GmbH" } }],
    ["another city of the invoice", { billTo: { ...golden.billTo, city: "Kiel" } }],
    ["another buyer", { buyer: { ...golden.buyer, email: "kai@example.com" } }],
    ["a guest", { buyer: { ...golden.buyer, account: null } }],
    ["another tag", { tags: ["VIP", "neu"] }],
    ["another comment", { note: "Bitte nicht klingeln" }],
    ["another field", { fields: { Geschenkpapier: "Streifen" } }],
    ["another landing page", { landingPage: "/?ref=b" }],
    ["another payment", { payment: "open" }],
    ["another language", { locale: "en-GB" }],
    ["another tracking number", sent({ numbers: ["A2"] })],
    ["a number more", sent({ numbers: ["A1", "A2"] })],
    ["fewer pieces in the parcel", sent({ pieces: [4, 1] })],
    ["another time of leaving", sent({ leftAt: "2026-11-23T14:31:00Z" })],
    ["nothing that left", { shipments: [] }],
  ])("is seen: %s", (_what, changes) => {
    const [shopify, shopware] = bothLevelled(golden, allowed, { ...golden, ...changes });
    expect(shopware).not.toEqual(shopify);
  });
});
