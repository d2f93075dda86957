import { type Random, seededRandom } from "../../random.ts";
import type { BookedMetafield } from "../booked-order.ts";
import type { Article } from "./catalogue.ts";

const GIFT_WRAPS = ["Sternenpapier", "Packpapier & Schleife", "ohne Preisschild 🎁"] as const;
const TIERS = ["bronze", "silver", "gold"] as const;

/** Of every third order. */
export function metafieldsOfOrder(id: string, number: number): BookedMetafield[] {
  return number % 3 === 0 ? [line("custom", "gift_wrap", drawnBy(id).pick(GIFT_WRAPS))] : [];
}

/** Of about every second customer. */
export function metafieldsOfCustomer(id: string): BookedMetafield[] {
  const random = drawnBy(id);
  return random.chance(0.5) ? [line("loyalty", "tier", random.pick(TIERS))] : [];
}

export function metafieldsOfArticle({ material }: Article): BookedMetafield[] {
  return material === undefined ? [] : [line("custom", "material", material)];
}

function line(namespace: string, key: string, value: string): BookedMetafield {
  return { namespace, key, type: "single_line_text_field", value };
}

/**
 * The id comes of the seed, and so does what it draws. The story's own randomness is left alone: one draw more would change
 * all that happens after it.
 */
function drawnBy(id: string): Random {
  return seededRandom(Number(BigInt(id) % 4_294_967_296n));
}
