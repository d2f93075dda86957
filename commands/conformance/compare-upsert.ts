import { sameDecimal } from "../proof/same-decimal.ts";
import { addUp } from "./add-up.ts";
import { attributesIn, comparableValue, landingRefIn } from "./attributes-in-body.ts";
import { currencyOf, isStated, linePriceOf, shopAmountOf } from "./money-in-body.ts";
import { piecesInParcels } from "./parcels-in-body.ts";
import { type Fields, fieldsOf, idOf, listOf, objectsIn, piecesOf, textOf } from "./read-body.ts";

export interface Finding {
  rule: string;
  /** Names places and amounts, never what a customer wrote or is called. */
  detail: string;
}

/** Every way in which what the core was told last of an order is not what the body says. `order` is the upsert's part. */
export function compareUpsert(body: Fields, order: Fields): Finding[] {
  return [
    ...compareMoney(body, order),
    ...compareProducts(body, objectsIn(order.products)),
    ...compareTexts(body, order),
    ...compareAnalytics(body, fieldsOf(order.order_analytics) ?? {}),
  ];
}

function compareMoney(body: Fields, order: Fields): Finding[] {
  const pairs: [string, unknown, unknown][] = [
    ["total_order_price", body.total_price, order.total_order_price],
    ["sub_total_price", body.subtotal_price, order.sub_total_price],
    ["discount_price", withoutSign(body.total_discounts), order.discount_price],
    ["shipping_price", shippingIn(body), order.shipping_price],
  ];
  const currency = currencyOf(body);
  return [
    ...pairs.flatMap(([field, said, told]) => money(field, said, told)),
    ...(order.currency === currency
      ? []
      : [{ rule: "currency", detail: `currency: ${currency} in the body, ${order.currency} told` }]),
  ];
}

/** The sum Shopify states; where there is none, the lines that were not removed. */
function shippingIn(body: Fields): unknown {
  const stated = shopAmountOf(body.total_shipping_price_set);
  if (isStated(stated)) return stated;
  const lines = objectsIn(body.shipping_lines).filter(({ is_removed: removed }) => removed !== true);
  return body.shipping_lines === undefined ? undefined : addUp(lines.map((line) => String(linePriceOf(line))));
}

function money(field: string, said: unknown, told: unknown): Finding[] {
  if (typeof said !== "string" || said === "") return [];
  if (typeof told === "string" && sameDecimal(said, told)) return [];
  return [{ rule: "money", detail: `${field}: ${said} in the body, ${told ?? "nothing"} told` }];
}

function withoutSign(amount: unknown): unknown {
  return typeof amount === "string" ? amount.replace(/^-/, "") : amount;
}

/** Lines of which something is left or was sent, in their order. */
function compareProducts(body: Fields, products: readonly Fields[]): Finding[] {
  const lines = objectsIn(body.line_items).flatMap((line) => {
    const left = piecesOf(line.current_quantity) ?? piecesOf(line.quantity) ?? 1;
    const quantity = Math.max(left, piecesInParcels(body, idOf(line, "LineItem")));
    return quantity > 0 ? [{ line, quantity }] : [];
  });
  if (lines.length !== products.length) {
    return [{ rule: "lines", detail: `${lines.length} lines in the body, ${products.length} told` }];
  }
  return lines.flatMap(({ line, quantity }, index) => {
    const product = products[index] ?? {};
    const same = [
      ["title", textOf(line.title) ?? textOf(line.name), textOf(product.title)],
      ["quantity", String(quantity), textOf(product.quantity)],
      ["sku", textOf(line.sku), textOf(product.sku)],
      ["product_id", textOf(line.product_id), textOf(product.product_id)],
      ["variant_id", textOf(line.variant_id), textOf(product.variant_id)],
    ].filter(([, said, told]) => said !== told);
    return [
      ...money(`products[${index}].price`, linePriceOf(line), product.price),
      ...same.map(([field]) => ({ rule: "lines", detail: `products[${index}].${field} is not what the body says` })),
    ];
  });
}

function compareTexts(body: Fields, order: Fields): Finding[] {
  const said = fieldsOf(body.shipping_address) ?? {};
  const told = fieldsOf(order.address) ?? {};
  const email = [body.email, body.contact_email, fieldsOf(body.customer)?.email]
    .map(textOf)
    .find((text) => text !== null);
  const pairs: [string, string | null, unknown][] = [
    ["order_name", textOf(body.name), order.order_name],
    ["order_number", textOf(body.order_number), order.order_number],
    ["email_id", email?.trim() ?? null, order.email_id],
    ["address.zip_code", textOf(said.zip), told.zip_code],
    ["address.city", textOf(said.city), told.city],
    ["address.address_line_1", textOf(said.address1), told.address_line_1],
  ];
  return pairs.flatMap(([field, text, held]) =>
    text === null || text.trim() === textOf(held)?.trim()
      ? []
      : [{ rule: "fields", detail: `${field} is not what the body says` }],
  );
}

function compareAnalytics(body: Fields, analytics: Fields): Finding[] {
  const said = attributesIn(body.note_attributes);
  const told = listOf(analytics.note_attributes).map((item) => fieldsOf(item) ?? {});
  const names = told.map(({ name }) => textOf(name) ?? "");
  const wrong = [...said].filter(
    ([name, value]) => comparableValue(told.find((item) => item.name === name)?.value) !== comparableValue(value),
  );
  const extra = names.filter((name, index) => !said.has(name) || names.indexOf(name) !== index);
  const site = textOf(body.landing_site);
  const ref = textOf(body.landing_site_ref) ?? landingRefIn(site);
  const landing = [
    ["landing_site", site, textOf(analytics.landing_site)],
    ["landing_site_ref", ref, textOf(analytics.landing_site_ref)],
  ].filter(([, inBody, held]) => inBody !== held);
  const attributes =
    wrong.length + extra.length === 0
      ? []
      : [`${wrong.length} of ${said.size} missing or changed, ${extra.length} too many`];
  return [
    ...attributes.map((detail) => ({ rule: "note_attributes", detail })),
    ...landing.map(([field]) => ({ rule: "landing_site", detail: `${field} is not what the body says` })),
  ];
}
