import type { Order } from "../order/order.ts";
import type { Normalised } from "../pipeline/normalise.ts";
import type { Whose } from "./erasure-request.ts";
import type { KeptEvent } from "./erasures.ts";

export type Concern =
  | { outcome: "none" }
  /** The whole order. */
  | { outcome: "order" }
  /** The whole lane: it is of one event. */
  | { outcome: "lane" }
  /** This event alone. */
  | { outcome: "event" }
  /** It tells of this order and this customer: whether they were erased says what is to go. */
  | { outcome: "ask"; orderId: string; customerId: string | null; thenGoes: "order" | "lane" | "event" };

/** Whether an order is the customer's: by the account, or by an address that is the order's own. */
export function isOrderOf({ id, snapshot }: Order, { customerIds, email, orderIds }: Whose): boolean {
  if (orderIds.includes(id)) return true;
  if (snapshot === null) return false;
  if (customerIds.includes(snapshot.customer?.id ?? "")) return true;
  return [snapshot.email, snapshot.customer?.email].some((other) => isSameEmail(other ?? null, email));
}

/**
 * What of an event is the customer's. An order says whose it is; of what has no such place (a fulfillment, a body that could
 * not be read) the bytes are searched. An order in which another customer only mentions the address stays.
 */
export function concernOf(
  event: Pick<KeptEvent, "body" | "laneKey">,
  said: Normalised | null,
  customer: Whose,
): Concern {
  if (said?.outcome === "announcement") {
    if (mentions(event.body, customer)) return { outcome: "lane" };
    return asking(said.announcement, "lane");
  }
  if (said?.outcome === "data_request") return { outcome: isSamePerson(said.whose, customer) ? "event" : "none" };
  if (said?.outcome === "facts" && said.facts.snapshot !== null) {
    return { outcome: isOrderOf(said.facts, customer) ? whatGoes(said.facts, event) : "none" };
  }
  if (!mentions(event.body, customer)) return { outcome: "none" };
  return { outcome: said?.outcome === "facts" ? whatGoes(said.facts, event) : "event" };
}

/** The same where it is not known any more who it was, and only tombstones tell. */
export function concernOfRestored(event: Pick<KeptEvent, "laneKey">, said: Normalised | null): Concern {
  if (said?.outcome === "announcement") return asking(said.announcement, "lane");
  if (said?.outcome === "data_request") {
    const [orderId = ""] = said.whose.orderIds;
    return asking({ orderId, customerId: said.whose.customerIds[0] ?? null }, "event");
  }
  if (said?.outcome !== "facts") return { outcome: "none" };
  const { id, snapshot } = said.facts;
  return asking({ orderId: id, customerId: snapshot?.customer?.id ?? null }, whatGoes(said.facts, event));
}

function asking(
  { orderId, customerId }: { orderId: string; customerId: string | null },
  thenGoes: "order" | "lane" | "event",
): Concern {
  return { outcome: "ask", orderId, customerId, thenGoes };
}

/** An event that has got into another order's lane does not take that order along. */
function whatGoes({ id }: Pick<Order, "id">, { laneKey }: Pick<KeptEvent, "laneKey">): "order" | "event" {
  return id === laneKey ? "order" : "event";
}

/** By the account's id as a word of its own, or by the address. */
function mentions(body: Buffer, { customerIds, email }: Whose): boolean {
  const text = body.toString().toLowerCase();
  return customerIds.some((id) => holds(text, id, /[0-9a-z]/)) || holds(text, email, /[0-9a-z._%+-]/);
}

/** `inWord`: what in front of it, or behind it, makes it another word. A dot behind an address ends a sentence. */
function holds(text: string, word: string | null, inWord: RegExp): boolean {
  if (word === null || word.trim() === "") return false;
  const wanted = word.trim().toLowerCase();
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const [before, behind] = [text[at - 1] ?? "", text[at + wanted.length] ?? ""];
    if (!inWord.test(before) && !/[0-9a-z-]/.test(behind)) return true;
  }
  return false;
}

function isSamePerson(one: Whose, other: Whose): boolean {
  if (isSameEmail(one.email, other.email)) return true;
  if (one.customerIds.some((id) => other.customerIds.includes(id))) return true;
  return one.orderIds.some((id) => other.orderIds.includes(id));
}

function isSameEmail(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.trim().toLowerCase() === other.trim().toLowerCase();
}
