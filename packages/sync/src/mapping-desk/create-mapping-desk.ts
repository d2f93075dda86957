import type { Platform, ShopId } from "../ids.ts";
import { checkMapping } from "../mapping/check-mapping.ts";
import { diffMappings } from "../mapping/diff-mappings.ts";
import { createDiscovery } from "../mapping/discover-fields.ts";
import { EMPTY_MAPPING, type MappingDocument } from "../mapping/document.ts";
import { notOnPlatform } from "../mapping/not-on-platform.ts";
import { readDraft } from "../mapping/read-draft.ts";
import { type RefusedMapping, readMapping, writeMapping } from "../mapping/read-mapping.ts";
import type { Mappings } from "../pipeline/mappings.ts";
import type { OrderSample, OrderSamples, OweAgain } from "../pipeline/order-samples.ts";
import type { Shops } from "../pipeline/shops.ts";
import { catalogFields, catalogTargets } from "./catalog.ts";
import type { DeskAnswer, MappingOverview, MappingPreview, MappingTrial } from "./desk-data.ts";
import { previewRules } from "./preview-mapping.ts";
import { type Tried, tryMapping } from "./try-mapping.ts";

export interface MappingDeskDeps {
  mappings: Mappings;
  samples: OrderSamples;
  shops: Pick<Shops, "viewNow">;
  oweAgain: OweAgain;
  platform: Platform;
  /** Lets other work of the process run. */
  pause: () => Promise<unknown>;
}

/** Orders that are looked at for the fields they carry. */
const LOOKED_AT = 250;
const SAMPLES = 20;
/** Orders that a publishing is tried on, and that can be sent again after it. */
const PUBLISHED_ON = 1_000;
export const TRY_ORDERS = { min: 1, max: 1_000 } as const;

/**
 * Where whoever edits a shop's mapping works: everything that can be seen and done, the same for every admin. Documents come
 * as they were written; `by` says who asks, as `user:<id>`. What is refused changes nothing.
 */
export type MappingDesk = ReturnType<typeof createMappingDesk>;

export function createMappingDesk(deps: MappingDeskDeps) {
  const { mappings, samples, shops, oweAgain, platform, pause } = deps;

  async function discovered(shopId: ShopId): Promise<Pick<MappingOverview, "discovered" | "lookedAt">> {
    const discovery = createDiscovery();
    let lookedAt = 0;
    for await (const { order } of samples.newest(shopId, LOOKED_AT)) {
      await pause();
      discovery.see(order);
      lookedAt += 1;
    }
    return { discovered: discovery.fields(), lookedAt };
  }

  async function sampleFor(shopId: ShopId, orderId: string | null): Promise<OrderSample | null> {
    if (orderId !== null) return samples.find(shopId, orderId);
    for await (const sample of samples.newest(shopId, SAMPLES)) if (sample.order.snapshot !== null) return sample;
    return null;
  }

  async function tried(shopId: ShopId, document: MappingDocument, orders: number): Promise<Tried> {
    return tryMapping(samples.newest(shopId, orders), await shops.viewNow(shopId), document, pause);
  }

  /** How a version changed the last orders, compared with the one before it. */
  async function changedBy(shopId: ShopId, version: number, document: MappingDocument): Promise<string[]> {
    const before = await mappings.version(shopId, version - 1);
    const shop = { ...(await shops.viewNow(shopId)), mapping: before };
    return (await tryMapping(samples.newest(shopId, PUBLISHED_ON), shop, document, pause)).changed;
  }

  return {
    async overview(shopId: ShopId): Promise<MappingOverview> {
      const [draft, published, versions, changes, names, seen] = await Promise.all([
        mappings.draft(shopId),
        mappings.published(shopId),
        mappings.versions(shopId),
        mappings.changes(shopId),
        samples.names(shopId, SAMPLES),
        discovered(shopId),
      ]);
      const catalog = { fields: catalogFields(), targets: catalogTargets() };
      return { draft, published, versions, changes, ...catalog, ...seen, samples: names };
    },

    /** A document on one order, null for the newest; what is unfinished of it is named, and the rest shown. */
    async preview(shopId: ShopId, written: string, orderId: string | null): Promise<MappingPreview | RefusedMapping> {
      const read = readDraft(written);
      if (read.outcome === "refused") return read;
      const sample = await sampleFor(shopId, orderId);
      return {
        findings: read.findings,
        order: sample === null ? null : { id: sample.order.id, name: sample.name },
        rules: previewRules(read.document, sample?.order ?? null),
      };
    },

    /** `revision` is the draft's that the document was made from. */
    async save(shopId: ShopId, written: string, revision: number, by: string): Promise<DeskAnswer> {
      const read = readDraft(written);
      if (read.outcome === "refused") return read;
      if (read.findings.length > 0) return { outcome: "findings", findings: read.findings };
      return mappings.save(shopId, { document: read.document, revision, by });
    },

    /** Compares a document, saved or not, with what is published, at the last so many orders. */
    async try(shopId: ShopId, written: string, orders: number): Promise<DeskAnswer> {
      const read = readDraft(written);
      if (read.outcome === "refused") return read;
      if (read.findings.length > 0) return { outcome: "findings", findings: read.findings };
      return { outcome: "tried", trial: shown(await tried(shopId, read.document, orders)) };
    },

    /** Publishes the saved draft. Where orders would newly fail only once that is said to be wanted. */
    async publish(
      shopId: ShopId,
      { revision, confirmed, by }: { revision: number; confirmed: boolean; by: string },
    ): Promise<DeskAnswer> {
      const draft = await mappings.draft(shopId);
      if (draft.revision !== revision) return { outcome: "stale", revision: draft.revision };
      const trial = await tried(shopId, draft.document, PUBLISHED_ON);
      if (trial.counts.newly_failing > 0 && !confirmed) return { outcome: "would_fail", trial: shown(trial) };
      const published = await mappings.publish(shopId, { revision, by });
      return published.outcome === "stale" ? published : { ...published, changed: trial.changed.length };
    },

    async restore(shopId: ShopId, version: number, by: string): Promise<DeskAnswer> {
      const old = await mappings.version(shopId, version);
      if (old === null) return { outcome: "no_such_version" };
      const trial = await tried(shopId, old.document, PUBLISHED_ON);
      const restored = await mappings.restore(shopId, version, by);
      if (restored === null) return { outcome: "no_such_version" };
      return { outcome: "restored", version: restored.version, changed: trial.changed.length };
    },

    /** Sends the orders again whose payload the published version made another one. */
    async sendAgain(shopId: ShopId, version: number): Promise<DeskAnswer> {
      const published = await mappings.published(shopId);
      if (published === null || published.version !== version) return { outcome: "no_such_version" };
      const changed = await changedBy(shopId, version, published.document);
      return { outcome: "sent_again", orders: await oweAgain.orders(shopId, changed) };
    },

    /** How one version became another; 0 stands for the time before the first. */
    async compare(shopId: ShopId, from: number, to: number): Promise<DeskAnswer> {
      const document = async (version: number) =>
        version === 0 ? EMPTY_MAPPING : ((await mappings.version(shopId, version))?.document ?? null);
      const [before, after] = [await document(from), await document(to)];
      if (before === null || after === null) return { outcome: "no_such_version" };
      return { outcome: "compared", from, to, differences: diffMappings(before, after) };
    },

    /** A document as the one text that it has in a file. */
    write(written: string): { outcome: "written"; text: string } | RefusedMapping {
      const read = readMapping(written);
      return read.outcome === "refused" ? read : { outcome: "written", text: writeMapping(read.document) };
    },

    /** Reads a file without taking it over. */
    readFile(written: string): DeskAnswer {
      const read = readMapping(written);
      if (read.outcome === "refused") return read;
      const { document } = read;
      return {
        outcome: "read_file",
        document,
        elsewhere: notOnPlatform(document, platform),
        findings: checkMapping(document),
      };
    },
  };
}

function shown({ orders, counts, shown: some }: Tried): MappingTrial {
  return { orders, counts, shown: some };
}
