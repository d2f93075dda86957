import type { BookedOrder } from "@karla/sandbox/booked-order";
import { type BookEntry, fillBooks, tellStory } from "@karla/sandbox/fill-books";
import { seededRandom } from "@karla/sandbox/random";
import type { OrderWebhook } from "@karla/sandbox/webhook";

type Change = Parameters<typeof tellStory>[0]["changes"][number];

type Happening = "update" | "fulfil" | "cancel";

export interface LifeWish {
  /** The same seed gives the same order, but for its number and what names it. */
  seed: number;
  number: number;
  shopDomain: string;
  /** What happens after it was placed, hour by hour. */
  happens?: readonly Happening[];
  /** When it is placed, but for ten minutes; milliseconds since the epoch. */
  startAt?: number;
}

const HOUR = 3_600_000;

/** One ordinary order that ships, and what the shop sends about it. Its attribute `_version` counts its changes. */
export function lifeOfOrder({ happens = [], ...wish }: LifeWish): {
  entry: BookEntry;
  webhooks: readonly OrderWebhook[];
} {
  const { seed, number, shopDomain } = wish;
  const order = orderNumbered(wish);
  const placed: Change = { change: "placed", order, at: order.createdAt };
  const changes = happens.map((what, index) => toChange(what, order, index + 1));
  return tellStory({ orderId: order.id, changes: [placed, ...changes] }, shopDomain, seededRandom(seed + number));
}

/** `hours` after it was placed. What is the same as before is no change to a Shopware shop, and it tells nobody. */
function toChange(what: Happening, order: BookedOrder, hours: number): Change {
  const at = order.createdAt + hours * HOUR;
  switch (what) {
    case "update":
      return { change: "tags_changed", tags: [...order.tags, `seen after ${hours} h`], at };
    case "fulfil": {
      const lines = order.lines.map(({ id, ordered }) => ({ lineId: id, quantity: ordered }));
      const trackingNumbers = [`0034043${order.id.slice(-13)}`];
      const fulfillment = { id: `7${order.id.slice(1)}`, carrier: "DHL", trackingNumbers, trackingUrls: [], lines };
      return { change: "shipped", fulfillment, at };
    }
    case "cancel":
      return { change: "cancelled", refund: null, at };
  }
}

function orderNumbered({ number, ...books }: Omit<LifeWish, "happens">): BookedOrder {
  const placed = fillBooks({ ...books, orders: 1 }).entries[0]?.history[0];
  if (placed === undefined) throw new Error("empty books");
  const id = `${placed.id.slice(0, -6)}${String(number).padStart(6, "0")}`;
  return { ...placed, id, number, name: `#${number}`, paid: true };
}
