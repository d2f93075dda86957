import type { ShopId } from "@karla/sync/ids";
import { EMPTY_MAPPING } from "@karla/sync/mapping";
import type { MappingDraft, Mappings, MappingVersion, PublishedMapping } from "@karla/sync/mappings";

/** Mappings in memory. The store's own are held to the same sentences in `mapping-store.test.ts`. */
export function createMemoryMappings(): Mappings {
  const drafts = new Map<ShopId, MappingDraft>();
  const published = new Map<ShopId, (MappingVersion & PublishedMapping)[]>();
  const AT = "2026-03-03T00:00:00.000Z";
  const draftOf = (shopId: ShopId): MappingDraft =>
    drafts.get(shopId) ?? { document: EMPTY_MAPPING, revision: 0, basedOn: null, savedAt: null, savedBy: null };
  const versionsOf = (shopId: ShopId) => published.get(shopId) ?? [];

  function add(
    shopId: ShopId,
    { document, by, restored }: Pick<PublishedMapping, "document"> & { by: string; restored: number | null },
  ) {
    const version = versionsOf(shopId).length + 1;
    published.set(shopId, [{ version, document, publishedAt: AT, publishedBy: by, restored }, ...versionsOf(shopId)]);
    const { revision } = draftOf(shopId);
    const raised = restored === null ? revision : revision + 1;
    drafts.set(shopId, { ...draftOf(shopId), document, revision: raised, basedOn: version });
    return { outcome: "published" as const, version };
  }

  return {
    published: async (shopId) => versionsOf(shopId)[0] ?? null,
    draft: async (shopId) => draftOf(shopId),
    async save(shopId, { document, revision, by }) {
      const draft = draftOf(shopId);
      if (draft.revision !== revision) return { outcome: "stale", revision: draft.revision };
      drafts.set(shopId, { ...draft, document, revision: revision + 1, savedAt: AT, savedBy: by });
      return { outcome: "saved", revision: revision + 1 };
    },
    async publish(shopId, { revision, by }) {
      const draft = draftOf(shopId);
      if (draft.revision !== revision) return { outcome: "stale", revision: draft.revision };
      return add(shopId, { document: draft.document, by, restored: null });
    },
    async restore(shopId, wanted, by) {
      const old = versionsOf(shopId).find(({ version }) => version === wanted);
      return old === undefined ? null : add(shopId, { document: old.document, by, restored: wanted });
    },
    versions: async (shopId) => versionsOf(shopId),
    version: async (shopId, wanted) => versionsOf(shopId).find(({ version }) => version === wanted) ?? null,
    changes: async () => [],
  };
}
