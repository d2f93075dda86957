import type { Random } from "../../random.ts";
import type { BookedLine, BookedOrder, BookedRefund } from "../booked-order.ts";
import type { Change, Story } from "../change.ts";
import type { Kind } from "../kinds.ts";
import { dressOrder } from "./dress-order.ts";
import { attributes, lineForEdit, type OrderWish, openOrder } from "./open-order.ts";
import { type Parcels, parcelsFor } from "./parcels.ts";
import { someAddress } from "./people.ts";

export interface StoryWish extends OrderWish {
  /** Milliseconds from one change to the next: hours in made-up books, seconds where somebody watches. */
  pause(random: Random): number;
}

type Pieces = readonly { lineId: string; quantity: number }[];
/** A change without its date. */
type Event = Change extends infer C ? (C extends Change ? Omit<C, "at"> : never) : never;

/** Invents everything that happens to one order of a kind. */
export function writeStory(wish: StoryWish, random: Random): Story {
  const order = dressOrder(openOrder(wish, random), random);
  const events: Event[] = [
    { change: "placed", order },
    ...(order.paid ? [] : [paid()]),
    ...eventsOf(wish.kind, order, random),
  ];
  let at = wish.placedAt;
  const changes = events.map((event, index): Change => {
    if (index > 0) at += Math.max(1000, Math.round(wish.pause(random) / 1000) * 1000);
    return { ...event, at };
  });
  return { orderId: order.id, changes };
}

function eventsOf(kind: Kind, order: BookedOrder, random: Random): Event[] {
  const all = piecesOf(order.lines);
  const ship = (pieces: Pieces, parcels: Parcels = parcelsFor(kind, random)): Event => shipped(pieces, parcels, random);
  switch (kind) {
    case "split": {
      const parts = split(all, random.int(2, 3));
      return parts.map((part) => ship(part));
    }
    case "changed_number":
      return withNewNumber(ship(all, parcelsFor(random.chance(0.3) ? "several_parcels" : kind, random)), random);
    case "cancelled_before_shipping": {
      const late = random.chance(0.25) ? [ship(all)] : [];
      return [...(random.chance(0.3) ? [newAttributes(random)] : []), cancelled(order, all, random), ...late];
    }
    case "deleted":
      return [cancelled(order, all, random), { change: "deleted" }];
    case "cancelled_after_shipping": {
      const [first = [], ...rest] = split(all, 2);
      const unsent = rest.flat();
      const late = random.chance(0.5) ? [ship(unsent)] : [];
      return [ship(first), cancelled(order, unsent, random), ...late];
    }
    case "partly_refunded": {
      const [piece] = all;
      if (piece === undefined) return [];
      if (random.chance(0.5)) return [ship(all), refunded(order, [{ ...piece, quantity: 1 }], random)];
      return [refunded(order, [piece], random), ship(all.filter((other) => other !== piece))];
    }
    case "edited":
      return edited(order, random).concat();
    case "note_attributes_changed":
      return [newAttributes(random), ship(all), newAttributes(random)];
    case "tags_changed":
      return [newTags(order, random), ship(all), newTags(order, random)];
    case "zip_added_later":
      return [{ change: "address_changed", address: someAddress(random) }, ship(all)];
    case "cancelled_fulfillment": {
      const first = ship(all);
      const id = first.change === "shipped" ? first.fulfillment.id : "";
      return [first, { change: "fulfillment_cancelled", fulfillmentId: id }, ship(all)];
    }
    case "shared_number": {
      const parcels = parcelsFor("plain", random);
      return split(all, 2).map((part) => ship(part, parcels));
    }
    case "pos":
      return [ship(all)];
    default:
      return random.chance(kind === "plain" ? 0.75 : 0.95) ? [ship(all)] : [];
  }
}

function paid(): Event {
  return { change: "paid" };
}

function shipped(lines: Pieces, parcels: Parcels, random: Random): Event {
  return { change: "shipped", fulfillment: { id: random.digits(13), lines, ...parcels } };
}

/** Ships, then corrects one of the numbers. */
function withNewNumber(event: Event, random: Random): Event[] {
  if (event.change !== "shipped") return [event];
  const { id, trackingNumbers } = event.fulfillment;
  const fresh = parcelsFor("plain", random);
  const [number = random.digits(12)] = fresh.trackingNumbers;
  const kept = trackingNumbers.slice(1);
  const keptUrls = event.fulfillment.trackingUrls.slice(1);
  const change: Event = {
    change: "tracking_changed",
    fulfillmentId: id,
    trackingNumbers: [number, ...kept],
    trackingUrls: [...fresh.trackingUrls.slice(0, 1), ...keptUrls],
  };
  return [event, change];
}

function newAttributes(random: Random): Event {
  return {
    change: "attributes_changed",
    attributes: [...attributes(random), { name: "changed", value: random.hex(6) }],
  };
}

function newTags(order: BookedOrder, random: Random): Event {
  const tags = [
    ...order.tags.slice(random.int(0, 1)),
    random.pick(["Reklamation", "checked", "Priority"]),
    random.hex(4),
  ];
  return { change: "tags_changed", tags };
}

/** Adds a line, takes away another one or some of its pieces, then ships what is left. */
function edited(order: BookedOrder, random: Random): Event[] {
  const added = lineForEdit(order, random);
  const [first, ...rest] = order.lines;
  if (first === undefined) return [];
  const removed = [{ lineId: first.id, quantity: random.chance(0.5) ? first.ordered : 1 }];
  const left = first.ordered - (removed[0]?.quantity ?? 0);
  const pieces = [...piecesOf([...rest, added]), ...(left > 0 ? [{ lineId: first.id, quantity: left }] : [])];
  const edit: Event = { change: "edited", editId: random.digits(13), added: [added], removed };
  return [edit, shipped(pieces, parcelsFor("edited", random), random)];
}

function cancelled(order: BookedOrder, pieces: Pieces, random: Random): Event {
  return { change: "cancelled", refund: order.paid ? refundOf(order, pieces, random) : null };
}

function refunded(order: BookedOrder, pieces: Pieces, random: Random): Event {
  return { change: "refunded", refund: refundOf(order, pieces, random) };
}

function refundOf(order: BookedOrder, pieces: Pieces, random: Random): Omit<BookedRefund, "createdAt"> {
  const lines = pieces.flatMap(({ lineId, quantity }) =>
    order.lines
      .filter(({ id }) => id === lineId)
      .map((line) => ({ id: random.digits(13), lineId, quantity, amount: line.price * quantity, tax: 0 })),
  );
  const whole = lines.reduce((sum, { amount }) => sum + amount, 0);
  return {
    id: random.digits(12),
    note: random.chance(0.5) ? "Wunsch der Kundin" : null,
    lines,
    shipping: 0,
    amount: whole,
  };
}

function piecesOf(lines: readonly BookedLine[]): { lineId: string; quantity: number }[] {
  return lines.map((line) => ({ lineId: line.id, quantity: line.ordered }));
}

/** Deals the single pieces out over `parts` fulfillments; none is empty as long as there are enough pieces. */
function split(pieces: Pieces, parts: number): { lineId: string; quantity: number }[][] {
  const dealt: Map<string, number>[] = Array.from({ length: parts }, () => new Map());
  pieces
    .flatMap(({ lineId, quantity }) => Array.from({ length: quantity }, () => lineId))
    .forEach((lineId, index) => {
      const part = dealt[index % parts];
      part?.set(lineId, (part.get(lineId) ?? 0) + 1);
    });
  return dealt.map((part) => [...part].map(([lineId, quantity]) => ({ lineId, quantity })));
}
