/** What a webhook of Shopware names, from its documentation: a whole order, keys of orders, or nothing an order is made of. */
export type BodyKind = "order" | "keys" | "none";

const STATES = /^state_enter\.(order|order_delivery|order_transaction)\.state\.[a-z_]+$/;

/** `subscribed`: the events of the app's manifest. What it does not ask for, no shop sends, and nothing may come of it. */
export function bodyKindOf(topic: string, subscribed: ReadonlySet<string>): BodyKind {
  if (!subscribed.has(topic)) return "none";
  if (topic === "checkout.order.placed" || STATES.test(topic)) return "order";
  return topic === "order.written" ? "keys" : "none";
}
