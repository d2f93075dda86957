import type { Absorbed } from "../lane/lanes.ts";
import { destinationOf } from "../outbox/outbox.ts";
import type { Merged } from "../pipeline/merge-events.ts";
import type { ShopView } from "../pipeline/shops.ts";
import type { PlannedEffect } from "./replay-data.ts";

/** All that a turn has done by what its events came to, in its own lane or in others. */
export function effectsOf(merged: Merged, { owe }: Absorbed): PlannedEffect["effect"][] {
  return [
    ...owe.map(({ effect }) => effect),
    ...(merged.muted ? ["mute" as const] : []),
    ...(merged.moved.length > 0 ? ["note_parcels" as const] : []),
    ...(merged.products.length > 0 ? ["sync_product" as const] : []),
  ];
}

/** What becomes of an effect that is owed. `notAnnounced`: why the shop is not told of an event of Karla's. */
export function fateOf(
  effect: PlannedEffect["effect"],
  { connection, coreSync }: Pick<ShopView, "connection" | "coreSync">,
  notAnnounced: PlannedEffect["because"],
): PlannedEffect {
  const tellsShop = effect === "announce" || effect === "note_parcels";
  if (tellsShop && notAnnounced !== null) return { effect, fate: "left_out", because: notAnnounced };
  if (effect === "mute" || destinationOf(effect) !== "karla") return { effect, fate: "happens", because: null };
  if (connection === null) return { effect, fate: "waits", because: "not_connected" };
  return coreSync === "taken"
    ? { effect, fate: "waits", because: "core_already_syncs" }
    : { effect, fate: "happens", because: null };
}
