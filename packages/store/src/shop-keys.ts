import { randomBytes } from "node:crypto";
import type { ShopId } from "@karla/sync/ids";
import { deriveKey } from "./derive-key.ts";
import { type Keyring, type SealKey, sealKeyOf } from "./keyring.ts";
import { open, type SealPlace, seal } from "./secret-box.ts";

/**
 * The data key of a shop seals what the worker keeps of it (order state, tokens, outbox). It exists only wrapped, in one
 * row: with that row deleted, no backup of the other tables can be read any more.
 */
export function createDataKey(): SealKey {
  return sealKeyOf(randomBytes(32));
}

/** The data key as it may be stored. Wrapped again after a rotation (`resealAll`). */
export function wrapDataKey(master: Keyring, shopId: ShopId, dataKey: SealKey): Buffer {
  return seal(deriveKey(master.current, "data-key", shopId), dataKey.key, placeOf(shopId));
}

/** The data key out of what `wrapDataKey` made for the same shop; throws a `SecretBoxError` otherwise. */
export function unwrapDataKey(master: Keyring, shopId: ShopId, wrapped: Buffer): SealKey {
  const find = (id: string) => {
    const key = master.find(id);
    return key === null ? null : deriveKey(key, "data-key", shopId);
  };
  return sealKeyOf(open({ find }, wrapped, placeOf(shopId)));
}

function placeOf(shopId: ShopId): SealPlace {
  return { tenant: shopId, table: "shop", column: "wrapped_key" };
}
