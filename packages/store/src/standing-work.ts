import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import { SHOP_LANE } from "@karla/sync/inbox";
import type { Effect } from "@karla/sync/outbox";
import type { PrismaClient } from "./generated/index.js";
import { oweStanding } from "./owe-standing.ts";

/** What is done for a shop again and again, from its installation on. */
export interface StandingWork {
  /** From the installation on: has the shop compared with our books again and again. Where it is, nothing changes. */
  begin(shopId: ShopId): Promise<void>;
  /** Has the shop compared with our books as soon as a worker is free, and again and again from then on. */
  reconcile(shopId: ShopId): Promise<void>;
}

export function createStandingWork({ prisma, clock }: { prisma: PrismaClient; clock: Clock }): StandingWork {
  const reconcile = (shopId: ShopId) =>
    prisma.$transaction(async (tx) => {
      const now = new Date(clock.now());
      await oweStanding(tx, { shopId, effect: "reconcile", now, due: now });
    });
  return {
    reconcile,
    async begin(shopId) {
      const owed = { shopId, laneKey: SHOP_LANE, effect: "reconcile" satisfies Effect, state: "pending" };
      if ((await prisma.outbox.count({ where: owed })) === 0) await reconcile(shopId);
    },
  };
}
