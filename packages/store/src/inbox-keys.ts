import type { ShopId } from "@karla/sync/ids";
import { derivedKeyring } from "./derived-keyring.ts";
import type { Keyring } from "./keyring.ts";

export interface InboxKeys {
  /** The keys of one shop's inbox rows: known without reading anything, so that ingest is one INSERT. */
  keyringOf(shopId: ShopId): Keyring;
}

/** Derives the inbox keys of each shop from the master keys; keeps those of the `capacity` shops used last. */
export function createInboxKeys({ master, capacity = 1000 }: { master: Keyring; capacity?: number }): InboxKeys {
  const cache = new Map<ShopId, Keyring>();
  return {
    keyringOf(shopId) {
      const keyring = cache.get(shopId) ?? derivedKeyring(master, "inbox", shopId);
      // A Map remembers the order of insertion: what was used last moves to the end, the first is the oldest.
      cache.delete(shopId);
      cache.set(shopId, keyring);
      const oldest = cache.size > capacity ? cache.keys().next().value : undefined;
      if (oldest !== undefined) cache.delete(oldest);
      return keyring;
    },
  };
}
