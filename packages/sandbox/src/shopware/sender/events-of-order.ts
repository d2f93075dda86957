import { isDeepStrictEqual } from "node:util";
import { isSameAddress, ownFields } from "../books/next-order.ts";
import { type ShopwareOrder, shipsSilently } from "../books/shopware-order.ts";
import { billingId, shippingId } from "../entity/address-entity.ts";
import { customerId, orderCustomerEntity } from "../entity/customer-entities.ts";
import { type Entity, LIVE_VERSION } from "../entity/entity.ts";
import { orderEntity, orderId, type ShopView } from "../entity/order-entity.ts";
import { project, type Wish } from "../entity/project.ts";
import { hexId } from "../hex-id.ts";
import type { EntityWrite, ShopwareEvent } from "./shopware-event.ts";
import { storeApiView } from "./store-api-view.ts";

/**
 * What Shopware tells its apps when an order has changed, in the order in which it does: `known` is the order before, null
 * where it was placed just now. Codes written into a delivery are not in it: no event says so.
 */
export function eventsOfOrder(known: ShopwareOrder | null, order: ShopwareOrder, view: ShopView): ShopwareEvent[] {
  const { booked } = order;
  const about = { orderId: booked.id, version: booked.version, at: booked.updatedAt };
  const written = (entity: string, writes: readonly EntityWrite[]): ShopwareEvent => {
    return { ...about, event: `${entity}.written`, payload: { shape: "writes", writes } };
  };
  const entered = (machine: string, state: string): ShopwareEvent => ({
    ...about,
    event: `state_enter.${machine}.state.${state}`,
    payload: { shape: "whole", body: () => ({ order: shown(orderEntity(order, view), STATE_ENTERED) }) },
  });
  const ofOrder = (fields: readonly string[]): ShopwareEvent => written("order", [orderWrite(order, fields)]);

  if (booked.deletedAt !== null) {
    const { updatedFields: _, ...deleted } = orderWrite(order, []);
    const writes: EntityWrite[] = [{ ...deleted, operation: "delete" }];
    return [{ ...about, event: "order.deleted", payload: { shape: "writes", writes } }];
  }
  const events: ShopwareEvent[] = [];
  if (known === null) {
    events.push(
      ...eventsOfCustomer(order, view, about),
      written("order", [{ ...orderWrite(order, PLACED_FIELDS), operation: "insert" }]),
      written("order_address", addressWrites(order)),
      {
        ...about,
        event: "checkout.order.placed",
        payload: { shape: "whole", body: () => ({ order: shown(orderEntity(order, view), PLACED) }) },
      },
    );
  } else {
    const [before, after] = [ownFields(known.booked), ownFields(booked)];
    const differs = (field: keyof typeof after): boolean => !isDeepStrictEqual(before[field], after[field]);
    if (differs("lines")) events.push(written("order", editWrites(order)));
    if (differs("tags") || differs("note")) events.push(ofOrder([]));
    if (differs("attributes")) events.push(ofOrder(["customFields"]));
    if (!isSameAddress(known.booked, booked)) events.push(written("order_address", [addressUpdate(known, order)]));
  }
  if (order.payment.state !== (known?.payment.state ?? "open"))
    events.push(entered("order_transaction", order.payment.state));
  for (const delivery of order.deliveries) {
    const before = known?.deliveries.find(({ key }) => key === delivery.key)?.state ?? "open";
    const isSilent = shipsSilently(booked) && delivery.state.startsWith("shipped");
    if (before !== delivery.state && !isSilent) events.push(entered("order_delivery", delivery.state));
  }
  if (order.state !== (known?.state ?? "open"))
    events.push(ofOrder(["stateId", "updatedById"]), entered("order", order.state));
  return events;
}

/** The event of an app's own write into an order's custom fields. */
export function customFieldsWritten(order: ShopwareOrder, at: number): ShopwareEvent {
  const writes = [orderWrite(order, ["customFields"])];
  const { id, version } = order.booked;
  return { event: "order.written", orderId: id, version, at, payload: { shape: "writes", writes } };
}

type About = Pick<ShopwareEvent, "orderId" | "version" | "at">;

/** A checkout writes the customer several times before there is an order. */
function eventsOfCustomer(order: ShopwareOrder, view: ShopView, about: About): ShopwareEvent[] {
  const primaryKey = customerId(order);
  const write = (operation: "insert" | "update", updatedFields: readonly string[]): ShopwareEvent => ({
    ...about,
    event: "customer.written",
    payload: { shape: "writes", writes: [{ entity: "customer", operation, primaryKey, updatedFields }] },
  });
  const register: ShopwareEvent = {
    ...about,
    event: "checkout.customer.register",
    payload: {
      shape: "whole",
      body: () => ({ customer: shown(customerOf(orderCustomerEntity(order, view.entities)), { associations: {} }) }),
    },
  };
  return [
    write("insert", CUSTOMER_FIELDS),
    ...(order.booked.customer === null ? [] : [register]),
    write("update", ["remoteAddress", "updatedAt", "id"]),
    write("update", ["lastPaymentMethodId", "updatedAt", "id"]),
  ];
}

function customerOf(orderCustomer: Entity): Entity {
  const customer = orderCustomer.links.customer?.();
  if (customer === null || customer === undefined || !("name" in customer))
    throw new Error("an order without a customer");
  return customer;
}

function shown(entity: Entity, wish: Wish): unknown {
  return storeApiView(project(entity, wish, {}));
}

function orderWrite(order: ShopwareOrder, fields: readonly string[]): EntityWrite {
  return {
    entity: "order",
    operation: "update",
    primaryKey: orderId(order),
    updatedFields:
      fields === PLACED_FIELDS ? fields : ["versionId", "billingAddressVersionId", ...fields, "updatedAt", "id"],
    versionId: LIVE_VERSION,
  };
}

/** An edit in the administration is a draft that is merged; of orders with an even number the draft is still in the list. */
function editWrites(order: ShopwareOrder): EntityWrite[] {
  const live = orderWrite(order, [
    "currencyId",
    "languageId",
    "stateId",
    "orderNumber",
    "price",
    "shippingCosts",
    "ruleIds",
  ]);
  if (order.booked.number % 2 === 1) return [live];
  return [{ ...live, versionId: hexId("version", `${order.booked.id}:${order.booked.version}`) }, live];
}

function addressWrites(order: ShopwareOrder): EntityWrite[] {
  return [...new Set([billingId(order), shippingId(order)])].map((primaryKey) => ({
    entity: "order_address",
    operation: "insert",
    primaryKey,
    updatedFields: ADDRESS_FIELDS,
    versionId: LIVE_VERSION,
  }));
}

function addressUpdate(known: ShopwareOrder, order: ShopwareOrder): EntityWrite {
  const primaryKey = shippingId(order);
  const isNew = shippingId(known) !== primaryKey;
  const updatedFields = isNew ? ADDRESS_FIELDS : ["versionId", "orderVersionId", "zipcode", "updatedAt", "id"];
  const operation = isNew ? "insert" : "update";
  return { entity: "order_address", operation, primaryKey, updatedFields, versionId: LIVE_VERSION };
}

const leaf: Wish = { associations: {} };
const wish = (associations: Wish["associations"]): Wish => ({ associations });
const address = wish({ country: leaf, countryState: leaf });

/** What the event of a new order has in it. */
const PLACED = wish({
  orderCustomer: wish({ salutation: leaf }),
  currency: leaf,
  addresses: address,
  deliveries: wish({ shippingOrderAddress: address, stateMachineState: leaf, shippingMethod: leaf }),
  lineItems: wish({ cover: leaf }),
  transactions: wish({ paymentMethod: leaf, stateMachineState: leaf }),
  stateMachineState: leaf,
});

/** What the event of a new state has in it: of deliveries neither the state nor the positions. */
const STATE_ENTERED = wish({
  orderCustomer: wish({ salutation: leaf }),
  currency: leaf,
  language: wish({ locale: leaf }),
  addresses: address,
  deliveries: wish({ shippingOrderAddress: address, shippingMethod: leaf }),
  lineItems: leaf,
  transactions: wish({ paymentMethod: leaf }),
  tags: leaf,
  stateMachineState: leaf,
});

const PLACED_FIELDS: readonly string[] = [
  "id",
  "versionId",
  "billingAddressId",
  "billingAddressVersionId",
  "currencyId",
  "languageId",
  "salesChannelId",
  "stateId",
  "orderNumber",
  "orderDateTime",
  "price",
  "shippingCosts",
  "currencyFactor",
  "deepLinkCode",
  "createdAt",
];
const ADDRESS_FIELDS: readonly string[] = [
  "id",
  "versionId",
  "countryId",
  "orderId",
  "orderVersionId",
  "firstName",
  "lastName",
  "street",
  "zipcode",
  "city",
  "createdAt",
];
const CUSTOMER_FIELDS: readonly string[] = [
  "id",
  "groupId",
  "salesChannelId",
  "customerNumber",
  "email",
  "guest",
  "createdAt",
];
