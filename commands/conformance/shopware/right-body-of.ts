import { addUp } from "../add-up.ts";
import { type Fields, fieldsOf, objectsIn, textOf } from "../read-body.ts";
import type { ExpectedState, ExpectedTracking } from "./expected-state.ts";
import { addressOfDelivery, isDiscount, segmentsOf, stateOf, translatedName } from "./order-in-shop.ts";

/** What the core should hold of an order as the shop answers it, in the words of the plugin: from what Karla's contract says of each field. */
export function rightStateOf(order: Fields): ExpectedState {
  const goods = goodsOf(order);
  const promotions = objectsIn(order.lineItems).filter(({ type }) => type === "promotion");
  const amounts = promotions.map(({ totalPrice }) => (textOf(totalPrice) ?? "0").replace(/^-/, ""));
  const buyer = fieldsOf(order.orderCustomer);
  const account = fieldsOf(buyer?.customer);
  return {
    order: {
      order_number: order.orderNumber,
      order_placed_at: order.orderDateTime,
      external_id: order.id,
      total_order_price: order.amountTotal ?? fieldsOf(order.price)?.totalPrice,
      shipping_price: order.shippingTotal,
      sub_total_price: addUp(goods.map(({ totalPrice }) => textOf(totalPrice) ?? "0")),
      discount_price: addUp(amounts),
      discounts: promotions.map((line, index) => {
        const payload = fieldsOf(line.payload);
        return { code: payload?.code, type: payload?.discountType, amount: amounts[index] };
      }),
      currency: textOf(fieldsOf(order.currency)?.isoCode)?.toUpperCase(),
      email_id: textOf(buyer?.email)?.trim(),
      external_customer_id: account?.guest === false ? (account.id ?? buyer?.customerId) : null,
      products: goods.map(productOf),
      address: addressIn(addressOfDelivery(order, null)),
      segments: segmentsOf(order),
    },
    analytics: { affiliate_code: order.affiliateCode, campaign_code: order.campaignCode },
    trackings: trackingsOf(order, goods),
    segments: segmentsOf(order),
    gap: false,
    place: 1,
  };
}

function goodsOf(order: Fields): Fields[] {
  return objectsIn(order.lineItems).filter(({ type }) => type === "product");
}

function productOf(line: Fields): Fields {
  const payload = fieldsOf(line.payload);
  const product = fieldsOf(line.product);
  const variantId = textOf(line.referencedId) ?? textOf(line.productId);
  const picture = textOf(fieldsOf(line.cover)?.url) ?? textOf(fieldsOf(fieldsOf(product?.cover)?.media)?.url);
  return {
    title: line.label,
    quantity: line.quantity,
    price: line.unitPrice,
    sku: textOf(payload?.productNumber) ?? variantId,
    product_id: textOf(payload?.parentId) ?? textOf(product?.parentId) ?? variantId,
    variant_id: variantId,
    images: picture === null ? [] : [{ src: picture }],
  };
}

function addressIn(address: Fields | null): Fields | null {
  if (address === null) return null;
  const country = fieldsOf(address.country);
  const province = fieldsOf(address.countryState);
  const together = (parts: readonly unknown[], by: string) =>
    parts
      .map(textOf)
      .filter((part) => part !== null)
      .join(by) || null;
  return {
    name: together([address.firstName, address.lastName], " "),
    address_line_1: address.street,
    address_line_2: address.additionalAddressLine1,
    street: together([address.street, address.additionalAddressLine1], ", "),
    zip_code: address.zipcode,
    city: address.city,
    country: translatedName(country),
    country_code: textOf(country?.iso)?.toUpperCase(),
    province: translatedName(province),
    province_code: province?.shortCode ?? null,
    phone: address.phoneNumber,
  };
}

/** Each number once, with what lies in all of its deliveries. Those that were called off are told to nobody. */
export function trackingsOf(order: Fields, goods = goodsOf(order)): ExpectedTracking[] {
  const trackings = new Map<string, ExpectedTracking>();
  for (const delivery of objectsIn(order.deliveries)) {
    const codes = [...new Set(codesOf(delivery))];
    if (stateOf(delivery) === "cancelled" || (isDiscount(delivery) && codes.length === 0)) continue;
    const products = objectsIn(delivery.positions).flatMap(({ orderLineItemId: id, quantity }) => {
      const line = goods.find((each) => each.id === id);
      return line === undefined ? [] : [{ ...productOf(line), quantity: quantity ?? line.quantity }];
    });
    const at = textOf(delivery.updatedAt) ?? textOf(delivery.createdAt) ?? textOf(order.orderDateTime) ?? [];
    for (const number of codes) {
      const known = trackings.get(number);
      trackings.set(number, {
        number,
        products: [...(known?.products ?? []), ...products],
        times: (known?.times ?? []).concat(at),
      });
    }
  }
  return [...trackings.values()];
}

function codesOf({ trackingCodes }: Fields): string[] {
  return Array.isArray(trackingCodes) ? trackingCodes.flatMap((code) => textOf(code)?.trim() ?? []) : [];
}
