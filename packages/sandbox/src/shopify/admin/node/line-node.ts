import { z } from "zod";
import { shippedPieces } from "../../body/write-line.ts";
import type { BookedLine, BookedPicture } from "../../booked-order.ts";
import type { AdminNode } from "./admin-node.ts";
import { lineAllocationNodes } from "./discount-nodes.ts";
import { firstOf } from "./first-of.ts";
import { gid } from "./gid.ts";
import { metafieldFields } from "./metafield-fields.ts";
import type { OrderPage } from "./order-page.ts";
import { lineTaxNodes } from "./tax-nodes.ts";

const DiscountArgs = z.object({ withCodeDiscounts: z.boolean().nullish() });

/** `LineItem`. */
export function lineNode(line: BookedLine, page: OrderPage): AdminNode {
  const { money, order } = page;
  const current = line.ordered - line.removed - line.refunded;
  const unfulfilled = Math.max(0, current - shippedPieces(order, line.id));
  const whole = line.price * line.ordered;
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    title: line.title,
    variantTitle: line.variantTitle,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.ordered,
    currentQuantity: current,
    refundableQuantity: current,
    unfulfilledQuantity: unfulfilled,
    fulfillableQuantity: unfulfilled,
    requiresShipping: line.requiresShipping,
    isGiftCard: line.giftCard,
    taxable: line.tax !== null,
    customAttributes: line.properties.map(({ name, value }) => ({ key: name, value })),
    originalUnitPriceSet: money.bag(line.price),
    originalTotalSet: money.bag(whole),
    discountedUnitPriceSet: money.bag(line.price),
    // Only an order-level code takes something off a line here, and these two leave that out unless asked.
    totalDiscountSet: money.bag(0),
    discountedTotalSet: (args: unknown) =>
      money.bag(DiscountArgs.parse(args).withCodeDiscounts === true ? whole - line.discount : whole),
    discountAllocations: lineAllocationNodes(line.discount, page),
    taxLines: firstOf(lineTaxNodes(line, page)),
    duties: dutyNodes(line, page),
    weight: { unit: "GRAMS", value: line.grams },
    product: line.productId === null ? null : productNode(line.productId, line),
    variant: line.variantId === null ? null : variantNode(line.variantId, line),
    image: line.picture === null ? null : imageNode(line.picture),
    sellingPlan: null,
    contract: null,
  };
}

function productNode(id: string, { title, vendor, productMetafields }: BookedLine): AdminNode {
  return {
    __typename: "Product",
    id: gid("Product", id),
    legacyResourceId: id,
    title,
    ...(vendor === null ? {} : { vendor }),
    ...metafieldFields({ type: "PRODUCT", id }, productMetafields),
  };
}

function variantNode(id: string, { sku, variantTitle, variantMetafields }: BookedLine): AdminNode {
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", id),
    legacyResourceId: id,
    sku,
    ...(variantTitle === null ? {} : { title: variantTitle }),
    ...metafieldFields({ type: "PRODUCTVARIANT", id }, variantMetafields),
  };
}

function imageNode({ src, alt }: BookedPicture): AdminNode {
  return { __typename: "Image", url: src, altText: alt };
}

function dutyNodes(line: BookedLine, { money }: OrderPage): AdminNode[] {
  if (line.duties === 0) return [];
  return [
    {
      __typename: "Duty",
      id: gid("Duty", `${line.id}1`),
      harmonizedSystemCode: "6109100010",
      countryCodeOfOrigin: "PT",
      price: money.bag(line.duties),
      taxLines: [],
    },
  ];
}
