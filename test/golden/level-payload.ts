import type { OrderPlacement, OrderTracking, OrderUpsert } from "@karla/api/contract";
import type { Platform } from "@karla/sync/ids";
import type { GoldenOrder } from "./golden-order.ts";
import { idOf, idsOfArticle } from "./ids.ts";

/** Changes of a payload that puts what may differ between platforms the same way for both. */

type Product = NonNullable<OrderTracking["products"]>[number];

export function withOrder(
  payload: OrderUpsert,
  change: (order: OrderPlacement) => Partial<OrderPlacement>,
): OrderUpsert {
  return payload.order === undefined ? payload : { ...payload, order: { ...payload.order, ...change(payload.order) } };
}

export function withSegments(payload: OrderUpsert, change: (segments: string[]) => string[]): OrderUpsert {
  return withOrder(payload, ({ segments = [] }) => ({ segments: change(segments) }));
}

/** Ids by the names of what they stand for: an id that stands for something else stays, and is seen. */
export function withNames(payload: OrderUpsert, golden: GoldenOrder, platform: Platform): OrderUpsert {
  const names = namesOf(golden, platform);
  const named = (kind: keyof typeof names, id: string): string => names[kind].get(id) ?? id;
  const withProductNames = (product: Product): Product => ({
    ...product,
    ...(product.product_id === undefined ? {} : { product_id: named("product", product.product_id) }),
    ...(product.variant_id === undefined ? {} : { variant_id: named("variant", product.variant_id) }),
  });
  const changed = withOrder(payload, ({ external_id: id, external_customer_id: customer, products = [] }) => ({
    external_id: named("order", id),
    ...(customer === undefined ? {} : { external_customer_id: named("customer", customer) }),
    products: products.map(withProductNames),
  }));
  return {
    ...changed,
    id: named("order", payload.id),
    trackings: payload.trackings.map(({ external_shipment_id: shipment, products = [], ...tracking }) => ({
      ...tracking,
      ...(shipment === undefined ? {} : { external_shipment_id: named("shipment", shipment) }),
      products: products.map(withProductNames),
    })),
  };
}

function namesOf({ number, buyer, lines, shipments }: GoldenOrder, platform: Platform) {
  const articles = lines.map(({ article }) => ({ article, ids: idsOfArticle(platform, article) }));
  const byId = (kind: "order" | "customer" | "shipment", names: readonly string[]) =>
    new Map(names.map((name) => [idOf(platform, kind, name), `<${kind} ${name}>`]));
  return {
    order: byId("order", [String(number)]),
    customer: byId("customer", buyer.account === null ? [] : [buyer.account]),
    shipment: byId(
      "shipment",
      shipments.map(({ key }) => key),
    ),
    product: new Map(articles.map(({ article, ids }) => [ids.productId, `<product ${article.product}>`])),
    variant: new Map(articles.map(({ article, ids }) => [ids.variantId, `<variant ${article.key}>`])),
  };
}

type Amount = OrderPlacement["sub_total_price"];

/** An amount that was read from a body, less so many of the currency's smallest unit. */
export function lowered(amount: Amount, off: number, { currency }: GoldenOrder): Amount {
  const unit = 10 ** currency.digits;
  return typeof amount === "number" ? Math.round(amount * unit - off) / unit : amount;
}
