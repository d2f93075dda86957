import type { Backfill, Backfills } from "@karla/sync/backfill";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import { newBackfill } from "@karla/sync/new-backfill";

/** What the import's page asks for. A shop is named as in `MerchantServices`. */
export interface ImportServices {
  /** The last import, whatever became of it. */
  backfill(shop: string): Promise<Backfill | null>;
  /** Of the last `days`, or of all that the app is given. Where one is under way or paused, nothing changes. */
  startBackfill(shop: string, days: number | null): Promise<void>;
  pauseBackfill(shop: string): Promise<void>;
  resumeBackfill(shop: string): Promise<void>;
}

interface ImportDeps {
  store: {
    backfills: Backfills;
    /** Has the import gone on with as soon as a worker is free. */
    standing: { backfill(shopId: ShopId): Promise<void> };
  };
  idOf: (shop: string) => Promise<ShopId>;
  clock: Clock;
}

export function createImportServices({ store, idOf, clock }: ImportDeps): ImportServices {
  const { backfills, standing } = store;
  return {
    backfill: async (shop) => backfills.latest(await idOf(shop)),
    async startBackfill(shop, days) {
      const shopId = await idOf(shop);
      await backfills.begin(shopId, newBackfill(days, clock.now()));
      // Also where one was begun and its process died before this.
      await standing.backfill(shopId);
    },
    async pauseBackfill(shop) {
      await backfills.pause(await idOf(shop));
    },
    async resumeBackfill(shop) {
      const shopId = await idOf(shop);
      await backfills.resume(shopId);
      await standing.backfill(shopId);
    },
  };
}
