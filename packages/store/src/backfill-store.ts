import type { Backfill, Backfills } from "@karla/sync/backfill";
import { z } from "zod";
import { errorCode } from "./error-code.ts";
import type { PrismaClient, Backfill as Row } from "./generated/index.js";

const Windows = z.array(z.object({ from: z.string(), to: z.string() }));
const State = z.enum(["running", "paused", "finished"]);

export function createBackfillStore({ prisma }: { prisma: PrismaClient }): Backfills {
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
      const { id, ...data } = toRow(backfill);
      const { count } = await prisma.backfill.updateMany({ where: { shopId, id, state: "running" }, data });
      return count === 1;
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
