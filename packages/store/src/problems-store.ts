import type { Clock } from "@karla/sync/clock";
import type { Problems } from "@karla/sync/shops";
import type { PrismaClient } from "./generated/index.js";

export function createProblemsStore({ prisma, clock }: { prisma: PrismaClient; clock: Clock }): Problems {
  return {
    async raise(shopId, code) {
      const now = new Date(clock.now());
      await prisma.problem.upsert({
        where: { shopId_code: { shopId, code } },
        create: { shopId, code, openedAt: now, seenAt: now },
        update: { seenAt: now, times: { increment: 1 }, closedAt: null },
      });
    },
    async close(shopId, code) {
      await prisma.problem.updateMany({
        where: { shopId, code, closedAt: null },
        data: { closedAt: new Date(clock.now()) },
      });
    },
  };
}
