import type { ShopId } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import type { InboxKeys } from "./inbox-keys.ts";
import { compressAndSeal, open, openAndDecompress, type SealPlace, seal } from "./secret-box.ts";

type EventId = Pick<ReceivedEvent, "shopId" | "source" | "eventKey" | "bodyHash">;

/** No body is larger: the receiver refuses more than 5 MiB. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Seals raw bodies with keys that need no look-up, so that ingest reads nothing. */
export interface BodyBox {
  seal(event: EventId, body: Buffer): Buffer;
  open(event: EventId, sealed: Buffer): Buffer;
  /** The same body, sealed for another shop's row of the same event. */
  move(event: EventId, to: ShopId, sealed: Buffer): Buffer;
}

export function createBodyBox(keys: InboxKeys): BodyBox {
  return {
    seal: (event, body) => compressAndSeal(keys.keyringOf(event.shopId).current, body, placeOf(event)),
    open: (event, sealed) => openAndDecompress(keys.keyringOf(event.shopId), sealed, placeOf(event), MAX_BODY_BYTES),
    move(event, to, sealed) {
      const compressed = open(keys.keyringOf(event.shopId), sealed, placeOf(event));
      return seal(keys.keyringOf(to).current, compressed, placeOf({ ...event, shopId: to }));
    },
  };
}

function placeOf({ shopId, source, eventKey, bodyHash }: EventId): SealPlace {
  const row = `${source}:${eventKey.toString("hex")}:${bodyHash.toString("hex")}`;
  return { tenant: shopId, table: "inbox_event", column: "body", row };
}
