import {
  addressBody,
  type Body,
  fulfillmentBody,
  lineBody,
  moneySet,
  orderBody,
  shippingLineBody,
} from "../fixtures/shopify/order-body.ts";
import { discountOn, fullPrice, sum, sumsOf, taxesOf, taxOf } from "./amounts.ts";
import {
  type GoldenAddress,
  type GoldenLine,
  type GoldenOrder,
  type GoldenShipment,
  SHIPPING_METHODS,
} from "./golden-order.ts";
import { idOf, idsOfArticle } from "./ids.ts";

/** The body of `orders/updated`, of a shop in UTC whose currency is the order's. */
export function shopifyBody(order: GoldenOrder): Body {
  const { buyer, currency, number } = order;
  const { lines, discount, shipping, tax, total } = sumsOf(order);
  const money = moneyIn(currency);
  const id = ofShopify("order", String(number));
  const updatedAt = [order.placedAt, order.cancelledAt ?? "", ...order.shipments.map(({ leftAt }) => leftAt ?? "")]
    .sort()
    .at(-1);
  return orderBody({
    id: Number(id),
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${number}`,
    number: number - 1000,
    order_number: number,
    created_at: inUtc(order.placedAt),
    processed_at: inUtc(order.placedAt),
    updated_at: inUtc(updatedAt ?? order.placedAt),
    cancelled_at: order.cancelledAt === null ? null : inUtc(order.cancelledAt),
    cancel_reason: order.cancelledAt === null ? null : "customer",
    currency: currency.code,
    presentment_currency: currency.code,
    ...money("subtotal_price", lines - discount),
    ...money("current_subtotal_price", lines - discount),
    ...money("total_price", total),
    ...money("current_total_price", total),
    ...money("total_tax", tax),
    ...money("current_total_tax", tax),
    ...money("total_discounts", discount),
    ...money("current_total_discounts", discount),
    ...money("total_line_items_price", lines),
    total_shipping_price_set: money("x", shipping).x_set,
    current_shipping_price_set: money("x", shipping).x_set,
    taxes_included: order.prices !== "net",
    tax_exempt: order.prices === "tax_free",
    tax_lines: taxesOf(order).map((each) => taxLine(order, each)),
    discount_codes: order.discounts.flatMap(({ code, type, shares }) =>
      code === null ? [] : [{ code, amount: text(currency, sum(shares)), type }],
    ),
    discount_applications: order.discounts.map(({ code, title, type, shares }) => ({
      target_type: "line_item",
      type: code === null ? "automatic" : "discount_code",
      value: type === "percentage" ? "10.0" : text(currency, sum(shares)),
      value_type: type,
      allocation_method: "across",
      target_selection: "all",
      ...(code === null ? { title } : { code }),
    })),
    email: buyer.email,
    contact_email: buyer.email,
    customer: buyer.account === null ? null : customer(buyer, buyer.account),
    customer_locale: order.locale,
    financial_status: { paid: "paid", open: "pending", refunded_in_part: "partially_refunded" }[order.payment],
    landing_site: order.landingPage,
    referring_site: null,
    note: order.note,
    note_attributes: Object.entries(order.fields).map(([name, value]) => ({ name, value })),
    tags: order.tags.join(", "),
    shipping_address: order.shipTo === null ? null : address(order.shipTo),
    billing_address: address(order.billTo),
    shipping_lines: shippingLines(order),
    line_items: order.lines.map((line, index) => lineItem(order, line, index)),
    fulfillments: order.shipments.flatMap((shipment, index) => fulfillment(order, shipment, index)),
  });
}

function lineItem(order: GoldenOrder, line: GoldenLine, index: number): Body {
  const { article, engraving, pieces } = line;
  const { productId, variantId } = idsOfArticle("shopify", article);
  const money = moneyIn(order.currency);
  const id = ofShopify("line", `${order.number}-${index}`);
  const variant = article.options.join(" / ") || null;
  const taxed = taxOf(order, line, fullPrice(line) - discountOn(order, index));
  return lineBody({
    id: Number(id),
    admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
    product_id: Number(productId),
    variant_id: Number(variantId),
    title: article.title,
    name: variant === null ? article.title : `${article.title} - ${variant}`,
    variant_title: variant,
    sku: article.sku,
    grams: article.grams,
    quantity: pieces,
    current_quantity: pieces,
    requires_shipping: article.is === "goods",
    ...money("price", line.price),
    ...money("total_discount", 0),
    tax_lines: taxed === null ? [] : [taxLine(order, taxed)],
    properties: engraving === undefined ? [] : [{ name: "Gravur", value: engraving }],
    discount_allocations: order.discounts.flatMap(({ shares }, place) => {
      const share = shares[index] ?? 0;
      return share === 0 ? [] : [{ ...money("amount", share), discount_application_index: place }];
    }),
  });
}

/** What is only planned is no fulfillment yet. */
function fulfillment(order: GoldenOrder, { key, leftAt, numbers, pieces }: GoldenShipment, index: number): Body[] {
  if (leftAt === null) return [];
  const id = ofShopify("shipment", key);
  const { carrier, url } = SHIPPING_METHODS[order.shipping?.method ?? "dhl"];
  const urls = url === null ? [] : numbers.map((number) => url.replace("%s", encodeURIComponent(number.trim())));
  return [
    fulfillmentBody({
      id: Number(id),
      admin_graphql_api_id: `gid://shopify/Fulfillment/${id}`,
      order_id: Number(ofShopify("order", String(order.number))),
      name: `#${order.number}.${index + 1}`,
      created_at: inUtc(leftAt),
      updated_at: inUtc(leftAt),
      tracking_company: carrier,
      tracking_number: numbers[0] ?? null,
      tracking_numbers: numbers,
      tracking_url: urls[0] ?? null,
      tracking_urls: urls,
      line_items: order.lines.flatMap((line, place) => {
        const sent = pieces[place] ?? 0;
        return sent === 0 ? [] : [{ ...lineItem(order, line, place), quantity: sent }];
      }),
    }),
  ];
}

function shippingLines({ shipping, currency }: GoldenOrder): Body[] {
  if (shipping === null) return [];
  const { title } = SHIPPING_METHODS[shipping.method];
  const money = moneyIn(currency);
  const price = { ...money("price", shipping.price), ...money("discounted_price", shipping.price) };
  return [shippingLineBody({ title, code: title, ...price })];
}

function taxLine({ currency }: GoldenOrder, { rate, amount }: { rate: number; amount: number }): Body {
  return { channel_liable: false, rate: rate / 100, title: `MwSt. ${rate} %`, ...moneyIn(currency)("price", amount) };
}

function customer({ email, firstName, lastName }: GoldenOrder["buyer"], account: string): Body {
  const id = ofShopify("customer", account);
  const names = { first_name: firstName, last_name: lastName };
  return { id: Number(id), admin_graphql_api_id: `gid://shopify/Customer/${id}`, email, phone: null, ...names };
}

function address({
  firstName,
  lastName,
  company,
  line1,
  line2,
  zip,
  city,
  country,
  countryCode,
  phone,
}: GoldenAddress): Body {
  return addressBody({
    first_name: firstName,
    last_name: lastName,
    name: `${firstName} ${lastName}`,
    company,
    address1: line1,
    address2: line2,
    zip,
    city,
    country,
    country_code: countryCode,
    phone,
  });
}

/** An amount under its name, and beside it the pair of the shop's and the customer's currency. */
function moneyIn(currency: GoldenOrder["currency"]) {
  return (name: string, minor: number): Body => {
    const amount = text(currency, minor);
    return { [name]: amount, [`${name}_set`]: moneySet(amount, currency.code) };
  };
}

function text({ digits }: GoldenOrder["currency"], minor: number): string {
  return (minor / 10 ** digits).toFixed(digits);
}

function inUtc(instant: string): string {
  return instant.replace("Z", "+00:00");
}

function ofShopify(kind: "order" | "line" | "shipment" | "customer", name: string): string {
  return idOf("shopify", kind, name);
}
