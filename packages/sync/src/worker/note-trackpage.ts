import type { Lease, OrderRecord } from "../lane/lanes.ts";
import type { Delivered } from "../pipeline/deliver-effect.ts";
import type { Connection } from "../pipeline/shops.ts";
import type { TurnDeps } from "./turn-deps.ts";

const NOTHING_SENT = { payloadHash: null, order: null };

/**
 * Writes the address of an order's tracking page to the order in the shop. Where the core gives none nothing waits for it and
 * nobody is blamed: it is asked again when the order changes. The address opens the order to whoever has it, so it is not kept.
 */
export async function noteTrackpage(
  { record: { order }, connection }: { record: OrderRecord; connection: Connection },
  { shopId }: Lease,
  deps: Pick<TurnDeps, "announcer" | "karlaFor" | "readFailure">,
): Promise<Delivered> {
  const { announcer } = deps;
  const url = announcer === null ? null : await addressOf(order.id, connection, deps);
  if (announcer === null || url === null) {
    return { ...NOTHING_SENT, state: "withdrawn", reason: "no_trackpage", tried: false };
  }
  await announcer.noteTrackpage(shopId, order.id, url);
  return { ...NOTHING_SENT, state: "delivered", reason: null, tried: true };
}

async function addressOf(
  orderId: string,
  connection: Connection,
  { karlaFor, readFailure }: Pick<TurnDeps, "karlaFor" | "readFailure">,
): Promise<string | null> {
  try {
    return await karlaFor(connection).trackpageUrl(orderId);
  } catch (error) {
    if (readFailure(error).kind === "unexpected") throw error;
    return null;
  }
}
