import type { Reconciliation, Reconciliations } from "@karla/sync/reconciliation";
import type { Pool } from "pg";
import { z } from "zod";
import type { PrismaClient, Reconciliation as Row } from "./generated/index.js";
import { type FindRow, findOfRow } from "./ledger-rows.ts";

const Todo = z.array(
  z.object({ id: z.string(), name: z.string(), placedAt: z.string(), why: z.enum(["missing", "stale"]) }),
);

const FINDS = `
SELECT * FROM ledger_find WHERE shop_id = $1 AND reconciliation_id = $2 ORDER BY placed_at, order_id`;

const BOOKED = `
SELECT order_id AS id, observed_at AS "observedAt", state IS NULL AS erased FROM shop_order
WHERE shop_id = $1 AND order_id = ANY($2::text[])`;

/** What the worker read by itself, and what somebody in the shop, or we, ask for, has a topic that no platform sends. What Karla says is not the shop's. */
const HEARD = `
SELECT EXISTS (
  SELECT 1 FROM inbox_event
  WHERE shop_id = $1 AND received_at >= $2 AND source <> 'karla' AND topic NOT LIKE ALL ('{admin/%,flow/%,action/%,operator/%,lifecycle/%}')
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
    async keep(shopId, { id, changed, todo, startedAt, finishedAt, ...counts }, read = []) {
      const data = {
        ...counts,
        changedFrom: changed.from,
        changedTo: changed.to,
        todo: JSON.stringify(todo),
        startedAt,
        finishedAt,
      };
      await prisma.$transaction([
        prisma.reconciliation.upsert({
          where: { shopId_id: { shopId, id } },
          create: { shopId, id, ...data },
          update: data,
        }),
        // An order that was read before the process died is read once more: what was written of it stays.
        prisma.ledgerFind.createMany({
          data: read.map(({ id: orderId, ...find }) => ({ shopId, orderId, ...find })),
          skipDuplicates: true,
        }),
      ]);
    },
    async finds(shopId, reconciliationId) {
      return (await pool.query<FindRow>(FINDS, [shopId, reconciliationId])).rows.map(findOfRow);
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

function fromRow({ shopId: _, changedFrom, changedTo, todo, startedAt, finishedAt, ...rest }: Row): Reconciliation {
  return {
    ...rest,
    changed: { from: changedFrom.toISOString(), to: changedTo.toISOString() },
    todo: Todo.parse(JSON.parse(todo)),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
