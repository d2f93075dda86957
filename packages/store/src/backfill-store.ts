import { BACKFILL_STATES, type Backfill, type Backfills } from "@karla/sync/backfill";
import type { Pool } from "pg";
import { z } from "zod";
import { errorCode } from "./error-code.ts";
import type { PrismaClient, Backfill as Row } from "./generated/index.js";

const Windows = z.array(z.object({ from: z.string(), to: z.string() }));
const State = z.enum(BACKFILL_STATES);

/** What changes from step to step. In SQL of our own: an import keeps ten steps a second, and Prisma takes 7 ms of the processor for each. */
const KEEP = `
UPDATE backfill SET windows = $3, file_id = $4, read_to = $5, next_file_id = $6, total = $7, done = $8, read_singly = $9,
  unread = $10, reach = $11, state = $12, busy_ms = $13, finished_at = $14
WHERE shop_id = $1 AND id = $2 AND state = 'running'`;

export function createBackfillStore({ pool, prisma }: { pool: Pool; prisma: PrismaClient }): Backfills {
  const turn = async (shopId: string, from: Backfill["state"], to: Backfill["state"]) => {
    const { count } = await prisma.backfill.updateMany({ where: { shopId, state: from }, data: { state: to } });
    return count === 1;
  };
  return {
    async latest(shopId) {
      const row = await prisma.backfill.findFirst({ where: { shopId }, orderBy: { startedAt: "desc" } });
      return row === null ? null : fromRow(row);
    },
    async begin(shopId, backfill) {
      try {
        await prisma.backfill.create({ data: { shopId, ...toRow(backfill) } });
        return true;
      } catch (error) {
        if (errorCode(error) === "P2002") return false;
        throw error;
      }
    },
    async keep(shopId, backfill) {
      const { id, windows, fileId, readTo, nextFileId, total, done, ...row } = toRow(backfill);
      const { readSingly, unread, reach, state, busyMs, finishedAt } = row;
      const { rowCount } = await pool.query({
        name: "backfill-keep",
        text: KEEP,
        values: [
          shopId,
          id,
          windows,
          fileId,
          readTo,
          nextFileId,
          total,
          done,
          readSingly,
          unread,
          reach,
          state,
          busyMs,
          finishedAt,
        ],
      });
      return rowCount === 1;
    },
    pause: (shopId) => turn(shopId, "running", "paused"),
    resume: (shopId) => turn(shopId, "paused", "running"),
  };
}

function toRow({ placed, windows, file, busyMs, ...rest }: Backfill) {
  return {
    ...rest,
    placedFrom: placed.from,
    placedTo: placed.to,
    windows: JSON.stringify(windows),
    fileId: file?.id ?? null,
    readTo: BigInt(file?.readTo ?? 0),
    busyMs: BigInt(Math.round(busyMs)),
  };
}

function fromRow({ shopId: _, placedFrom, placedTo, windows, fileId, readTo, ...row }: Row): Backfill {
  return {
    ...row,
    placed: { from: placedFrom.toISOString(), to: placedTo.toISOString() },
    windows: Windows.parse(JSON.parse(windows)),
    file: fileId === null ? null : { id: fileId, readTo: Number(readTo) },
    reach: row.reach?.toISOString() ?? null,
    state: State.parse(row.state),
    startedAt: row.startedAt.toISOString(),
    busyMs: Number(row.busyMs),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
