import type { Reconciliation, Reconciliations } from "@karla/sync/reconciliation";
import type { Pool } from "pg";
import { z } from "zod";
import type { PrismaClient, Reconciliation as Row } from "./generated/index.js";

const Found = z.array(z.object({ id: z.string(), name: z.string(), why: z.enum(["missing", "stale"]) }));

const BOOKED = `
SELECT order_id AS id, observed_at AS "observedAt", state IS NULL AS erased FROM shop_order
WHERE shop_id = $1 AND order_id = ANY($2::text[])`;

/** What the worker read by itself has a topic that no platform sends. */
const HEARD = `
SELECT EXISTS (
  SELECT 1 FROM inbox_event WHERE shop_id = $1 AND received_at >= $2 AND topic NOT LIKE 'admin/%'
) AS heard`;

export function createReconciliationStore({ prisma, pool }: { prisma: PrismaClient; pool: Pool }): Reconciliations {
  return {
    async current(shopId) {
      const row = await prisma.reconciliation.findFirst({
        where: { shopId, finishedAt: null },
        orderBy: { startedAt: "desc" },
      });
      return row === null ? null : fromRow(row);
    },
    async finished(shopId, limit) {
      const rows = await prisma.reconciliation.findMany({
        where: { shopId, finishedAt: { not: null } },
        orderBy: { startedAt: "desc" },
        take: limit,
      });
      return rows.map(fromRow);
    },
    async keep(shopId, { id, changed, found, startedAt, finishedAt, ...counts }) {
      const data = {
        ...counts,
        changedFrom: changed.from,
        changedTo: changed.to,
        found: JSON.stringify(found),
        startedAt,
        finishedAt,
      };
      await prisma.reconciliation.upsert({
        where: { shopId_id: { shopId, id } },
        create: { shopId, id, ...data },
        update: data,
      });
    },
    async booked(shopId, orderIds) {
      const { rows } = await pool.query<{ id: string; observedAt: Date | null; erased: boolean }>({
        name: "orders-booked",
        text: BOOKED,
        values: [shopId, orderIds],
      });
      return new Map(
        rows.map(({ id, observedAt, erased }) => [id, { observedAt: observedAt?.toISOString() ?? null, erased }]),
      );
    },
    async heardSince(shopId, since) {
      const { rows } = await pool.query<{ heard: boolean }>(HEARD, [shopId, since]);
      return rows[0]?.heard === true;
    },
  };
}

function fromRow({ shopId: _, changedFrom, changedTo, found, startedAt, finishedAt, ...rest }: Row): Reconciliation {
  return {
    ...rest,
    changed: { from: changedFrom.toISOString(), to: changedTo.toISOString() },
    found: Found.parse(JSON.parse(found)),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
