import type { OrderUpsert } from "@karla/api/contract";
import type { Platform } from "@karla/sync/ids";
import { discountOn, sum, taxSaved } from "./amounts.ts";
import type { GoldenOrder } from "./golden-order.ts";
import { lowered, withNames, withOrder, withSegments } from "./level-payload.ts";
import { DISCOUNTED_ORDER, GOLDEN_ORDERS } from "./orders.ts";
import { PLATFORMS, payloadBy } from "./payload-of.ts";

interface AllowedDifference {
  what: string;
  reason: string;
  /** The numbers of the orders that show it. */
  orders: readonly number[];
  /** Puts what is allowed to differ the same way for both platforms, and touches nothing else. */
  levelled: (payload: OrderUpsert, golden: GoldenOrder, platform: Platform) => OrderUpsert;
}

const ALL = [...GOLDEN_ORDERS, DISCOUNTED_ORDER].map(({ number }) => number);

/** In what the payloads of an order of both platforms may differ. Everything else of the twenty has to be the same. */
export const ALLOWED_DIFFERENCES: readonly AllowedDifference[] = [
  {
    what: "ids of order, customer, product, variant, shipment",
    reason: "Each platform gives its own.",
    orders: ALL,
    levelled: withNames,
  },
  {
    what: "the first word of a segment",
    reason: "It says whose segment it is: merchants filter by it at Karla.",
    orders: [1013],
    levelled: (payload) => withSegments(payload, (segments) => segments.map((each) => each.replace(OWN_PREFIX, ""))),
  },
  {
    what: "segments of customer group and sales channel",
    reason: "Shopify has neither.",
    orders: ALL,
    levelled: (payload) =>
      withSegments(payload, (segments) =>
        segments.filter((each) => !SHOPWARE_KINDS.test(each.replace(OWN_PREFIX, ""))),
      ),
  },
  {
    what: "segments of a customer's tags",
    reason: "Shopify took them out of its webhooks in 2025-01. Those that the order has as well are told by both.",
    orders: [1004, 1013],
    levelled: (payload, { buyer, tags }, platform) => {
      const alone = buyer.tags.filter((tag) => !tags.includes(tag)).map((tag) => `tag.${tag}`);
      if (platform === "shopify") return payload;
      return withSegments(payload, (segments) =>
        segments.filter((each) => !alone.includes(each.replace(OWN_PREFIX, ""))),
      );
    },
  },
];

/** In what else those of an order with discounts may differ. It is put the same way, not left out: amounts have to be right. */
export const DIFFERENCES_OF_DISCOUNTS: readonly AllowedDifference[] = [
  {
    what: "order.sub_total_price",
    reason:
      "Shopify states it after discounts; Karla's own plugin for Shopware sends the sum of the goods before them.",
    orders: [DISCOUNTED_ORDER.number],
    levelled: (payload, golden, platform) => {
      const off = sum(golden.lines.map((_, index) => discountOn(golden, index)));
      return withOrder(payload, ({ sub_total_price: price }) => ({
        sub_total_price: platform === "shopware" ? lowered(price, off, golden) : price,
      }));
    },
  },
  {
    what: "order.products[].tax_lines[].price of a line with discounts",
    reason:
      "Shopify states a line's tax after discounts. Shopware states it before them; promotions have taxes of their own.",
    orders: [DISCOUNTED_ORDER.number],
    levelled: (payload, golden, platform) =>
      withOrder(payload, ({ products = [] }) => ({
        products: products.map((product, index) => {
          if (platform === "shopify" || product.tax_lines === undefined) return product;
          const saved = taxSaved(golden, index);
          return {
            ...product,
            tax_lines: product.tax_lines.map((tax) => ({ ...tax, price: lowered(tax.price, saved, golden) })),
          };
        }),
      })),
  },
  {
    what: "order.discounts[].type of a fixed amount",
    reason:
      "Each platform's own word: `fixed_amount` at Shopify, `absolute` at Shopware, as Karla's own plugin sends it.",
    orders: [DISCOUNTED_ORDER.number],
    levelled: (payload) =>
      withOrder(payload, ({ discounts = [] }) => ({
        discounts: discounts.map((each) => (each.type === "absolute" ? { ...each, type: "fixed_amount" } : each)),
      })),
  },
];

const OWN_PREFIX = /^Shop(ify|ware)\./;
const SHOPWARE_KINDS = /^(customer_group|sales_channel)\./;

function levelled(
  payload: OrderUpsert,
  golden: GoldenOrder,
  platform: Platform,
  allowed: readonly AllowedDifference[],
) {
  return allowed.reduce((changed, difference) => difference.levelled(changed, golden, platform), payload);
}

/** What the core is told by Shopify and by Shopware, with what may differ put the same way. `inShopware`: what is said there instead. */
export function bothLevelled(golden: GoldenOrder, allowed = ALLOWED_DIFFERENCES, inShopware = golden) {
  return PLATFORMS.map((platform) =>
    levelled(payloadBy(platform, platform === "shopware" ? inShopware : golden), golden, platform, allowed),
  );
}
