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
  idOf: (shop: string) => ShopId;
  clock: Clock;
}

export function createImportServices({ store, idOf, clock }: ImportDeps): ImportServices {
  const { backfills, standing } = store;
  return {
    backfill: (shop) => backfills.latest(idOf(shop)),
    async startBackfill(shop, days) {
      await backfills.begin(idOf(shop), newBackfill(days, clock.now()));
      // Also where one was begun and its process died before this.
      await standing.backfill(idOf(shop));
    },
    async pauseBackfill(shop) {
      await backfills.pause(idOf(shop));
    },
    async resumeBackfill(shop) {
      await backfills.resume(idOf(shop));
      await standing.backfill(idOf(shop));
    },
  };
}
