import type { Finding } from "../mapping/check-mapping.ts";
import type { MappingDifference } from "../mapping/diff-mappings.ts";
import type { DiscoveredField } from "../mapping/discover-fields.ts";
import type { MappingDocument } from "../mapping/document.ts";
import type { Issue } from "../mapping/issue.ts";
import type { NotOnPlatform } from "../mapping/not-on-platform.ts";
import type { RefusedMapping } from "../mapping/read-mapping.ts";
import type { Scope, SourceField } from "../mapping/source-fields.ts";
import type { MappedTarget } from "../mapping/target-of.ts";
import type { ValueType } from "../mapping/value.ts";
import type { DryRunVerdict, PlacedIssue } from "../pipeline/dry-run.ts";
import type { MappingChange, MappingDraft, MappingVersion } from "../pipeline/mappings.ts";

/** What whoever edits a mapping is shown and answered, in a shape that travels as JSON. Instants are ISO 8601. */

/** A field of the canonical order that a rule can read. A `line` or `parcel` field has a value for each. */
export interface CatalogField {
  field: SourceField;
  type: ValueType;
  scope: Scope;
}

export interface MappingOverview {
  draft: MappingDraft;
  /** What orders are sent with now; null before the first publishing. */
  published: { version: number; document: MappingDocument } | null;
  /** Newest first. */
  versions: MappingVersion[];
  /** The audit trail, newest first. */
  changes: MappingChange[];
  fields: CatalogField[];
  targets: MappedTarget[];
  /** What the last `lookedAt` orders carry beyond their fixed fields, most frequent first. */
  discovered: DiscoveredField[];
  lookedAt: number;
  /** Orders to look at a mapping on, newest first. `name` as printed, e.g. "#1001". */
  samples: { id: string; name: string }[];
}

/** What a value is at one place of a rule: after its source (the first), and after each of its steps. */
export interface StepPreview {
  /** As text; a list as its items. Null where there is nothing, and where an issue ended the rule before. */
  value: string | string[] | null;
  issue: Issue | null;
}

export interface RulePreview {
  rule: string;
  /** The type after the source and after each step; null from the first on that does not fit. */
  types: (ValueType | null)[];
  /** One for the order; for a rule of products or parcels one for each, at most five, `of` naming the article or number. */
  runs: { of: string | null; steps: StepPreview[]; result: "value" | "nothing" | Issue }[];
}

/** A document, saved or not, looked at on one order. */
export interface MappingPreview {
  /** What keeps the document from being saved; empty where nothing does. */
  findings: Finding[];
  /** Null where the shop has no such order: the rules then show their types alone. */
  order: { id: string; name: string } | null;
  rules: RulePreview[];
}

/** One place of the payload that is another one afterwards. `null`: it is not there. Values as JSON. */
export interface PayloadDifference {
  /** As `order.segments`, `trackings[0].carrier_reference`. */
  path: string;
  before: string | null;
  after: string | null;
}

export interface TriedOrder {
  id: string;
  name: string;
  verdict: DryRunVerdict;
  issues: PlacedIssue[];
  differences: PayloadDifference[];
}

/** A document tried on the last orders. */
export interface MappingTrial {
  orders: number;
  counts: Record<DryRunVerdict, number>;
  /** Those that are not `unchanged`: newly failing first, at most fifty. */
  shown: TriedOrder[];
}

/** What became of what the merchant asked for. Where it is refused, nothing was changed. */
export type DeskAnswer =
  | { outcome: "saved"; revision: number }
  /** Somebody else, or another tab, saved in between. */
  | { outcome: "stale"; revision: number }
  | { outcome: "findings"; findings: Finding[] }
  | RefusedMapping
  | { outcome: "tried"; trial: MappingTrial }
  /** Published only when it is said that orders may newly fail. */
  | { outcome: "would_fail"; trial: MappingTrial }
  /** `changed`: of the last orders so many have another payload now, and can be sent again. */
  | { outcome: "published"; version: number; changed: number }
  | { outcome: "restored"; version: number; changed: number }
  | { outcome: "no_such_version" }
  /** So many orders are sent again. */
  | { outcome: "sent_again"; orders: number }
  | { outcome: "compared"; from: number; to: number; differences: MappingDifference[] }
  /** A file was read; it is not saved. `elsewhere`: what of it has no meaning in this shop. */
  | { outcome: "read_file"; document: MappingDocument; elsewhere: NotOnPlatform[]; findings: Finding[] };
