import type { Store } from "@karla/store/open-store";
import type { Clock } from "@karla/sync/clock";
import type { Platform, ShopId } from "@karla/sync/ids";
import { createReplayDesk, type ReplayDesk } from "@karla/sync/replay-desk";

/** What sending an order again is asked of. A shop is named as in `MerchantServices`. */
export interface ReplayServices {
  replay(shop: string): Promise<{ desk: ReplayDesk; shopId: ShopId }>;
}

/** What the desk for replays stands on. */
export type ReplayStore = Pick<Store, "replays" | "histories" | "shops" | "mappings" | "muted" | "inbox">;

interface ReplayServicesDeps {
  platform: Platform;
  store: ReplayStore;
  idOf: (shop: string) => Promise<ShopId>;
  /** An id that nobody had before. */
  newId: () => string;
  clock: Clock;
}

export function createReplayServices({ platform, store, idOf, newId, clock }: ReplayServicesDeps): ReplayServices {
  const desk = createReplayDesk({ ...store, platform, newId, clock });
  return { replay: async (shop) => ({ desk, shopId: await idOf(shop) }) };
}
