import { type OrderAmounts, taxesOfShipping } from "../books/amounts-of-order.ts";
import type { ShopwareDelivery, ShopwareOrder } from "../books/shopware-order.ts";
import { hexId } from "../hex-id.ts";
import { type Entity, LIVE_VERSION } from "./entity.ts";
import { calculatedPrice, type ToFloat } from "./prices.ts";
import type { ShopEntities } from "./shop-entities.ts";
import { writeInstant } from "./write-instant.ts";

export interface DeliveryPlace {
  order: ShopwareOrder;
  entities: ShopEntities;
  float: ToFloat;
  amounts: OrderAmounts;
  /** Where the goods go. */
  address: Entity;
  /** The line items of the order by their ids in the books. */
  lines(): ReadonlyMap<string, Entity>;
  /** The order it is of. */
  parent(): Entity;
}

export function deliveryId({ key }: Pick<ShopwareDelivery, "key">): string {
  return hexId("order_delivery", key);
}

const DAY_MS = 86_400_000;

export function deliveryEntity(delivery: ShopwareDelivery, place: DeliveryPlace): Entity {
  const { order, entities, float, amounts, address } = place;
  const { shipping } = order.booked;
  const state = entities.state("order_delivery.state", delivery.state);
  const method = entities.shippingMethod(shipping?.title ?? "Versand", shipping?.code ?? "standard");
  const midnight = Math.floor(order.booked.createdAt / DAY_MS) * DAY_MS;
  const rate = amounts.shippingTaxes[0]?.rate;
  const { costs } = delivery;
  return {
    name: "order_delivery",
    id: deliveryId(delivery),
    versionId: LIVE_VERSION,
    createdAt: delivery.createdAt,
    updatedAt: delivery.updatedAt,
    translated: null,
    fields: {
      orderId: hexId("order", order.booked.id),
      orderVersionId: LIVE_VERSION,
      shippingOrderAddressId: address.id,
      shippingOrderAddressVersionId: LIVE_VERSION,
      shippingMethodId: method.id,
      trackingCodes: delivery.trackingCodes,
      shippingDateEarliest: writeInstant(midnight + DAY_MS),
      shippingDateLatest: writeInstant(midnight + 3 * DAY_MS),
      shippingCosts: calculatedPrice(float, {
        unit: costs,
        quantity: 1,
        total: costs,
        taxes: taxesOfShipping(costs, rate),
      }),
      stateId: state.id,
      customFields: null,
    },
    links: {
      order: () => place.parent(),
      stateMachineState: () => state,
      shippingMethod: () => method,
      shippingOrderAddress: () => address,
      positions: () => delivery.positions.flatMap((position) => positionEntity(position, delivery, place)),
    },
  };
}

function positionEntity(
  { lineId, quantity }: ShopwareDelivery["positions"][number],
  delivery: ShopwareDelivery,
  { amounts, float, lines }: DeliveryPlace,
): Entity[] {
  const sold = amounts.lines.find(({ line }) => line.id === lineId);
  const item = lines().get(lineId);
  if (sold === undefined || item === undefined) return [];
  const total = sold.line.price * quantity;
  const taxes = sold.taxes.map(({ rate, tax }) => ({
    rate,
    tax: Math.round((tax * quantity) / sold.quantity),
    price: total,
  }));
  const position: Entity = {
    name: "order_delivery_position",
    id: hexId("order_delivery_position", `${delivery.key}:${lineId}`),
    versionId: LIVE_VERSION,
    createdAt: delivery.createdAt,
    updatedAt: null,
    translated: null,
    fields: {
      orderDeliveryId: deliveryId(delivery),
      orderDeliveryVersionId: LIVE_VERSION,
      orderLineItemId: item.id,
      orderLineItemVersionId: LIVE_VERSION,
      price: calculatedPrice(float, { unit: sold.line.price, quantity, total, taxes }),
      // Seen in a real shop: these two are whole numbers, 14.95 is 15.
      unitPrice: Math.round(float(sold.line.price)),
      totalPrice: Math.round(float(total)),
      quantity,
      customFields: null,
    },
    links: { orderLineItem: () => item },
  };
  return [position];
}
