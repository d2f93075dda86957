import { randomUUID } from "node:crypto";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import { SHOP_LANE } from "@karla/sync/inbox";
import { EMPTY_MAPPING, MappingDocument } from "@karla/sync/mapping";
import {
  MAPPING_ACTIONS,
  type MappingChange,
  type MappingDraft,
  type Mappings,
  type PublishedMapping,
} from "@karla/sync/mappings";
import { writeMapping } from "@karla/sync/read-mapping";
import { z } from "zod";
import type { Prisma, PrismaClient } from "./generated/index.js";
import { oweStanding } from "./owe-standing.ts";

const CHANGES_SHOWN = 100;
const Action = z.enum(MAPPING_ACTIONS);

type Transaction = Prisma.TransactionClient;

/** Mappings on PostgreSQL. Of two who save or publish at once the row of the draft lets one through, and tells the other. */
export function createMappingStore(deps: {
  prisma: PrismaClient;
  clock: Clock;
  /** By then every worker sees what was published. */
  seenWithinMs: number;
}): Mappings {
  const { prisma, clock, seenWithinMs } = deps;
  /** A version never changes: it is read once. */
  const newest = new Map<ShopId, PublishedMapping>();

  async function published(shopId: ShopId): Promise<PublishedMapping | null> {
    const last = await prisma.mappingVersion.findFirst({
      where: { shopId },
      orderBy: { version: "desc" },
      select: { version: true },
    });
    if (last === null) return null;
    const known = newest.get(shopId);
    if (known?.version === last.version) return known;
    const read = await version(shopId, last.version);
    if (read !== null) newest.set(shopId, read);
    return read;
  }

  async function version(shopId: ShopId, wanted: number): Promise<PublishedMapping | null> {
    const row = await prisma.mappingVersion.findUnique({ where: { shopId_version: { shopId, version: wanted } } });
    return row === null ? null : { version: row.version, document: documentOf(row.document) };
  }

  async function draft(shopId: ShopId): Promise<MappingDraft> {
    const row = await prisma.mappingDraft.findUnique({ where: { shopId } });
    if (row !== null) {
      const { revision, basedOn, savedBy } = row;
      return { document: documentOf(row.document), revision, basedOn, savedAt: row.savedAt.toISOString(), savedBy };
    }
    return { document: EMPTY_MAPPING, revision: 0, basedOn: null, savedAt: null, savedBy: null };
  }

  /** Makes the draft's row where there is none, and holds it until the end of the transaction. */
  async function lockDraft(
    tx: Transaction,
    shopId: ShopId,
    by: string,
  ): Promise<{ revision: number; document: string }> {
    const savedAt = new Date(clock.now());
    await tx.mappingDraft.createMany({
      data: [{ shopId, document: writeMapping(EMPTY_MAPPING), revision: 0, savedAt, savedBy: by }],
      skipDuplicates: true,
    });
    await tx.$queryRaw`SELECT FROM mapping_draft WHERE shop_id = ${shopId}::uuid FOR UPDATE`;
    return tx.mappingDraft.findUniqueOrThrow({ where: { shopId }, select: { revision: true, document: true } });
  }

  async function addVersion(
    tx: Transaction,
    { shopId, document, by, restored }: { shopId: ShopId; document: string; by: string; restored: number | null },
  ): Promise<number> {
    const last = await tx.mappingVersion.aggregate({ where: { shopId }, _max: { version: true } });
    const next = (last._max.version ?? 0) + 1;
    const publishedAt = new Date(clock.now());
    await tx.mappingVersion.create({
      data: { shopId, version: next, document, publishedAt, publishedBy: by, restored },
    });
    await note(tx, shopId, { by, action: restored === null ? "published" : "restored", number: next });
    // From now on the worker looks whether the newest orders carry what the mapping reads.
    const due = new Date(publishedAt.getTime() + seenWithinMs);
    await oweStanding(tx, { shopId, laneKey: SHOP_LANE, effect: "check_mapping", now: publishedAt, due });
    return next;
  }

  async function note(tx: Transaction, shopId: ShopId, change: Omit<MappingChange, "at">): Promise<void> {
    await tx.mappingChange.create({ data: { shopId, id: randomUUID(), at: new Date(clock.now()), ...change } });
  }

  return {
    published,
    version,
    draft,
    save: (shopId, { document, revision, by }) =>
      prisma.$transaction(async (tx) => {
        const current = await lockDraft(tx, shopId, by);
        if (current.revision !== revision) return { outcome: "stale" as const, revision: current.revision };
        const next = revision + 1;
        await tx.mappingDraft.update({
          where: { shopId },
          data: { document: writeMapping(document), revision: next, savedAt: new Date(clock.now()), savedBy: by },
        });
        await note(tx, shopId, { by, action: "saved", number: next });
        return { outcome: "saved" as const, revision: next };
      }),
    publish: (shopId, { revision, by }) =>
      prisma.$transaction(async (tx) => {
        const current = await lockDraft(tx, shopId, by);
        if (current.revision !== revision) return { outcome: "stale" as const, revision: current.revision };
        const added = await addVersion(tx, { shopId, document: current.document, by, restored: null });
        await tx.mappingDraft.update({ where: { shopId }, data: { basedOn: added } });
        return { outcome: "published" as const, version: added };
      }),
    restore: (shopId, wanted, by) =>
      prisma.$transaction(async (tx) => {
        const { revision } = await lockDraft(tx, shopId, by);
        const row = await tx.mappingVersion.findUnique({ where: { shopId_version: { shopId, version: wanted } } });
        if (row === null) return null;
        const added = await addVersion(tx, { shopId, document: row.document, by, restored: wanted });
        await tx.mappingDraft.update({
          where: { shopId },
          data: {
            document: row.document,
            revision: revision + 1,
            basedOn: added,
            savedAt: new Date(clock.now()),
            savedBy: by,
          },
        });
        return { outcome: "published" as const, version: added };
      }),
    async versions(shopId) {
      const rows = await prisma.mappingVersion.findMany({
        where: { shopId },
        orderBy: { version: "desc" },
        omit: { document: true },
      });
      return rows.map(({ version: number, publishedAt, publishedBy, restored }) => ({
        version: number,
        publishedAt: publishedAt.toISOString(),
        publishedBy,
        restored,
      }));
    },
    async changes(shopId) {
      const rows = await prisma.mappingChange.findMany({
        where: { shopId },
        orderBy: [{ at: "desc" }, { number: "desc" }],
        take: CHANGES_SHOWN,
      });
      return rows.map(({ at, by, action, number }) => ({
        at: at.toISOString(),
        by,
        action: Action.parse(action),
        number,
      }));
    },
  };
}

function documentOf(written: string): MappingDocument {
  return MappingDocument.parse(JSON.parse(written));
}
