import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import { BACKFILL_LANE, SHOP_LANE } from "@karla/sync/inbox";
import type { Effect } from "@karla/sync/outbox";
import type { PrismaClient } from "./generated/index.js";
import { oweStanding } from "./owe-standing.ts";

/** What is done for a shop in steps: again and again from its installation on, or until all of it is done. */
export interface StandingWork {
  /** From the installation on: compares the shop with our books, counts its days, sees to Karla's events. Where it is so, nothing changes. */
  begin(shopId: ShopId): Promise<void>;
  /** Has the shop compared with our books as soon as a worker is free, and again and again from then on. */
  reconcile(shopId: ShopId): Promise<void>;
  /** Has the accounts made that are due or asked for as soon as a worker is free, and again and again from then on. */
  certify(shopId: ShopId): Promise<void>;
  /** Has the core send us the shop's events, and those of no other slug, as soon as a worker is free; and looked after from then on. */
  subscribe(shopId: ShopId): Promise<void>;
  /** Has the shop's import gone on with as soon as a worker is free, until all of it is done. */
  backfill(shopId: ShopId): Promise<void>;
}

const BEGUN = ["reconcile", "certify", "subscribe"] as const satisfies readonly Effect[];

export function createStandingWork({ prisma, clock }: { prisma: PrismaClient; clock: Clock }): StandingWork {
  const owe = (shopId: ShopId, effect: Effect, laneKey = SHOP_LANE) =>
    prisma.$transaction(async (tx) => {
      const now = new Date(clock.now());
      await oweStanding(tx, { shopId, laneKey, effect, now, due: now });
    });
  return {
    reconcile: (shopId) => owe(shopId, "reconcile"),
    certify: (shopId) => owe(shopId, "certify"),
    subscribe: (shopId) => owe(shopId, "subscribe"),
    backfill: (shopId) => owe(shopId, "backfill", BACKFILL_LANE),
    async begin(shopId) {
      for (const effect of BEGUN) {
        const owed = { shopId, laneKey: SHOP_LANE, effect, state: "pending" };
        if ((await prisma.outbox.count({ where: owed })) === 0) await owe(shopId, effect);
      }
    },
  };
}
