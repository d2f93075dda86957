import { type Fields, fieldsOf, listOf, objectsIn, textOf } from "../read-body.ts";

/**
 * An order as the shop answers it, read for comparison: as much of it as decides who is right. A discount on the shipping
 * costs is one more delivery, of negative costs, and goes nowhere.
 */
export function addressOfDelivery(order: Fields | null, otherwise = fieldsOf(order?.billingAddress)): Fields | null {
  const deliveries = objectsIn(order?.deliveries);
  const named = deliveries.find(({ id }) => textOf(id) !== null && id === order?.primaryOrderDeliveryId);
  const delivery = named ?? deliveries.find((each) => !isDiscount(each)) ?? null;
  return fieldsOf(delivery?.shippingOrderAddress) ?? otherwise;
}

export function isDiscount({ shippingCosts }: Fields): boolean {
  return textOf(fieldsOf(shippingCosts)?.totalPrice)?.startsWith("-") ?? false;
}

/** The numbers of its deliveries, each once. */
export function codesIn(order: Fields | null): string[] {
  const codes = objectsIn(order?.deliveries).flatMap(({ trackingCodes }) => listOf(trackingCodes));
  return [...new Set(codes.flatMap((code) => textOf(code)?.trim() ?? []))];
}

/** The word of a state machine. */
export function stateOf({ stateMachineState }: Fields): string | null {
  return textOf(fieldsOf(stateMachineState)?.technicalName);
}

/** A name as the Admin API shows it, in the language of the answer. */
export function translatedName(entity: Fields | null): string | null {
  return textOf(fieldsOf(entity?.translated)?.name) ?? textOf(entity?.name);
}

/** The segments of an order: tags of it and of its customer, then the customer's group and the sales channel. */
export function segmentsOf(order: Fields | null): string[] {
  const customer = fieldsOf(fieldsOf(order?.orderCustomer)?.customer);
  const named = [
    ...[...objectsIn(order?.tags), ...objectsIn(customer?.tags)].map((tag) => ["tag", textOf(tag.name)] as const),
    ["customer_group", translatedName(fieldsOf(customer?.group))] as const,
    ["sales_channel", translatedName(fieldsOf(order?.salesChannel))] as const,
  ];
  return named.flatMap(([kind, name]) => (name === null ? [] : [`Shopware.${kind}.${name.trim()}`]));
}
