import type { Turn } from "../lane/lanes.ts";
import type { ShopView } from "../pipeline/shops.ts";
import { replayTermsOf } from "../replay/replay-terms.ts";
import type { TurnDeps } from "./turn-deps.ts";

/** The shop as this turn maps with it: an order that is replayed with a version of the mapping keeps that until it is delivered. */
export async function shopOfTurn(
  turn: Turn,
  shop: ShopView,
  { mappings }: Pick<TurnDeps, "mappings">,
): Promise<ShopView> {
  const pinned = pinOf(turn);
  if (pinned === undefined) return shop;
  if (pinned === 0) return { ...shop, mapping: null };
  const mapping = await mappings.version(turn.lease.shopId, pinned);
  return mapping === null ? shop : { ...shop, mapping };
}

/** The version of the mapping that a turn is bound to, 0 for none; undefined where it is the published one. */
export function pinOf({ events: [first], outbox }: Pick<Turn, "events" | "outbox">): number | undefined {
  const terms = first === undefined ? null : replayTermsOf(first);
  if (terms !== null) return terms.mapping ?? undefined;
  return outbox.find(({ effect, state }) => effect === "order" && state === "pending")?.mapping;
}
