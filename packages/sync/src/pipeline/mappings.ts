import type { ShopId } from "../ids.ts";
import type { MappingDocument } from "../mapping/document.ts";

/** A version that orders are sent with. Never changed, never deleted: a delivery names the one it used. */
export interface PublishedMapping {
  /** From 1, in the order of publishing. */
  version: number;
  document: MappingDocument;
}

export interface MappingVersion {
  version: number;
  publishedAt: string;
  /** Who did it, as the platform names them: `user:<id>`, or `operator`. */
  publishedBy: string;
  /** Set where an earlier version was put back. */
  restored: number | null;
}

/** What a merchant works on. Of a shop without one it is what is published, or nothing. */
export interface MappingDraft {
  document: MappingDocument;
  /** Grows with each save. A save names the one it was made from: of two tabs the second is told. */
  revision: number;
  /** The version it was begun from; null where nothing was published. */
  basedOn: number | null;
  savedAt: string | null;
  savedBy: string | null;
}

export const MAPPING_ACTIONS = ["saved", "published", "restored"] as const;

/** One line of the audit trail. */
export interface MappingChange {
  at: string;
  by: string;
  action: (typeof MAPPING_ACTIONS)[number];
  /** The draft's revision, or the version that was published. */
  number: number;
}

/** Somebody else saved in between; nothing was changed. */
export interface Stale {
  outcome: "stale";
  revision: number;
}

/** A shop's mapping: one draft, and the versions that were published. */
export interface Mappings {
  published(shopId: ShopId): Promise<PublishedMapping | null>;
  draft(shopId: ShopId): Promise<MappingDraft>;
  /** Keeps a document that `checkMapping` found nothing wrong with. */
  save(
    shopId: ShopId,
    draft: { document: MappingDocument; revision: number; by: string },
  ): Promise<{ outcome: "saved"; revision: number } | Stale>;
  /** Publishes the draft as it is at this revision. From the next turn of each order on it counts. */
  publish(
    shopId: ShopId,
    draft: { revision: number; by: string },
  ): Promise<{ outcome: "published"; version: number } | Stale>;
  /** Publishes an earlier version's document again, as a new version; the draft becomes the same. Null: there is none. */
  restore(shopId: ShopId, version: number, by: string): Promise<{ outcome: "published"; version: number } | null>;
  /** Newest first. */
  versions(shopId: ShopId): Promise<MappingVersion[]>;
  version(shopId: ShopId, version: number): Promise<PublishedMapping | null>;
  /** Newest first, the last hundred. */
  changes(shopId: ShopId): Promise<MappingChange[]>;
}
