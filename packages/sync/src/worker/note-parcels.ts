import type { KnownParcel } from "../announce/parcel-notes.ts";
import type { Lease, OrderRecord } from "../lane/lanes.ts";
import type { Delivered } from "../pipeline/deliver-effect.ts";
import type { Connection } from "../pipeline/shops.ts";
import type { TurnDeps } from "./turn-deps.ts";

/** A core that cannot be asked now is asked again. That is no failure of the shop, which its breaker would have to know of. */
const CORE_AGAIN_MS = 60_000;
const NOTHING_SENT = { payloadHash: null, order: null };
/** Done, and not withdrawn: an event that came meanwhile has to stay owed. */
const NOTHING_TO_NOTE: Delivered = { ...NOTHING_SENT, state: "delivered", reason: null, tried: false };

/**
 * Writes to the order in the shop what the core knows of its parcels: as it is now, and not as the event said that led here. So
 * it does not matter which events came, in which order, or how often.
 */
export async function noteParcels(
  { record: { order }, connection }: { record: OrderRecord; connection: Connection },
  { shopId }: Lease,
  {
    parcels,
    muted,
    karlaFor,
    readFailure,
    clock,
  }: Pick<TurnDeps, "parcels" | "muted" | "karlaFor" | "readFailure" | "clock">,
): Promise<Delivered> {
  if (parcels === null) return NOTHING_TO_NOTE;
  if (await muted.isMuted(shopId, order.id)) {
    return { ...NOTHING_SENT, state: "withdrawn", reason: "muted", tried: false };
  }
  let known: readonly KnownParcel[];
  try {
    known = await karlaFor(connection).parcelsOf(order.id);
  } catch (error) {
    const { kind } = readFailure(error);
    if (kind === "unexpected") throw error;
    // Refused, it would be again: the next event of the order asks anew.
    if (kind === "refusal") return { ...NOTHING_TO_NOTE, reason: "core_refused", tried: true };
    return {
      ...NOTHING_SENT,
      state: "pending",
      reason: "core_unreachable",
      tried: false,
      again: clock.now() + CORE_AGAIN_MS,
    };
  }
  if (known.every(({ events }) => events.length === 0)) return NOTHING_TO_NOTE;
  const { conflicts } = await parcels.write(shopId, order.id, known);
  const reason = conflicts > 0 ? "told_by_another_app" : null;
  return { ...NOTHING_SENT, state: "delivered", reason, tried: true };
}
