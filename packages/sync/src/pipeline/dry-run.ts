import type { MappingDocument } from "../mapping/document.ts";
import type { Issue } from "../mapping/issue.ts";
import type { Order } from "../order/order.ts";
import type { Projection } from "../order/to-karla.ts";
import { projectWith } from "./project-order.ts";
import type { ShopView } from "./shops.ts";

/** `newly_failing`: a rule has an issue that it has not now. `newly_fixed`: an issue less, and none more. */
export const DRY_RUN_VERDICTS = ["unchanged", "changed", "newly_failing", "newly_fixed"] as const;
export type DryRunVerdict = (typeof DRY_RUN_VERDICTS)[number];

export interface PlacedIssue extends Issue {
  rule: string;
  /** The line or tracking number; null for the order. */
  of: string | null;
}

/** What publishing a draft would mean for one order. */
export interface DryRunOrder {
  verdict: DryRunVerdict;
  /** The exact payload as it is sent now and as it would be, or why the order is not sent. */
  before: Projection;
  after: Projection;
  issues: PlacedIssue[];
}

/** Compares a draft with what is published. Pure: reads nothing, sends nothing. */
export function dryRunOrder(
  order: Order,
  shop: Pick<ShopView, "settings" | "segmentPrefix" | "mapping">,
  draft: MappingDocument,
): DryRunOrder {
  const before = projected(order, shop, shop.mapping?.document ?? null);
  const after = projected(order, shop, draft);
  const known = new Set(before.issues.map(placeOf));
  const still = new Set(after.issues.map(placeOf));
  return {
    verdict: verdictOf({
      failing: [...still].some((place) => !known.has(place)),
      fixed: [...known].some((place) => !still.has(place)),
      changed: JSON.stringify(before.projection) !== JSON.stringify(after.projection),
    }),
    before: before.projection,
    after: after.projection,
    issues: after.issues,
  };
}

function projected(order: Order, shop: Pick<ShopView, "settings" | "segmentPrefix">, document: MappingDocument | null) {
  const { projection, results } = projectWith(order, shop, document);
  const issues = results.flatMap(({ rule, outcomes }) =>
    outcomes.flatMap(({ of, result }): PlacedIssue[] =>
      result.outcome === "issue" ? [{ ...result.issue, rule, of }] : [],
    ),
  );
  return { projection, issues };
}

function verdictOf({ failing, fixed, changed }: { failing: boolean; fixed: boolean; changed: boolean }): DryRunVerdict {
  if (failing) return "newly_failing";
  if (fixed) return "newly_fixed";
  return changed ? "changed" : "unchanged";
}

/** An issue is the same one while its rule fails at the same thing, whatever the step. */
function placeOf({ rule, of }: PlacedIssue): string {
  return JSON.stringify([rule, of]);
}
