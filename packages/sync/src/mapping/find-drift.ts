import { compareInstants } from "../order/compare-instants.ts";
import type { Order, OrderSnapshot } from "../order/order.ts";
import { createBudget } from "./budget.ts";
import type { MappingDocument } from "./document.ts";
import { nameOfMetafield } from "./metafields-of.ts";
import { readPlainSource } from "./read-plain-source.ts";
import type { PlainSource } from "./sources.ts";
import { sourcesOfRule } from "./sources-of-rule.ts";

/** A field that orders used to carry, that a rule reads, and that has all but gone from the newest orders. */
export interface Drift {
  source: NamedSource;
  /** Rules that read it, by their ids. */
  rules: string[];
  /** Part of the orders that carried it before, and of the newest ones. */
  usual: number;
  now: number;
  /** The first order without it after the last one with it, as printed. */
  firstWithout: string;
}

/** Sources that a shop, its theme or another app can take away by calling a field otherwise. */
type NamedSource = Extract<PlainSource, { from: "note_attribute" | "line_property" | "metafield" | "custom_field" }>;

/** The newest orders, which are compared with those before them. */
const NEWEST = 50;
const LEAST_BEFORE = 50;
/** What one order in five carried is usual; a tenth of what was usual is near nothing. */
const USUAL = 0.2;
const NEAR_NOTHING = 0.1;

/** Looks for fields that vanished: of 50 orders ten at least would carry one that is usual, so that chance is none. */
export function findDrift(document: MappingDocument, orders: readonly Order[]): Drift[] {
  const known = orders
    .flatMap((order) => (order.snapshot === null ? [] : [{ ...order, snapshot: order.snapshot }]))
    .sort((a, b) => compareInstants(b.snapshot.placedAt, a.snapshot.placedAt));
  return [...namedSources(document)].flatMap(([written, rules]) => {
    const source = JSON.parse(written) as NamedSource;
    const carries = known
      .filter((order) => isKnownOf(order, source))
      .map((order) => ({ order, has: has(order, source) }));
    const newest = carries.slice(0, NEWEST);
    const before = carries.slice(NEWEST);
    if (newest.length < NEWEST || before.length < LEAST_BEFORE) return [];
    const [usual, now] = [shareOf(before), shareOf(newest)];
    if (usual < USUAL || now > usual * NEAR_NOTHING) return [];
    const last = carries.findIndex(({ has }) => has);
    const first = carries[last - 1]?.order.snapshot;
    return first === undefined ? [] : [{ source, rules, usual, now, firstWithout: first.name ?? first.number }];
  });
}

function namedSources(document: MappingDocument): Map<string, string[]> {
  const rulesOf = new Map<string, string[]>();
  for (const rule of document.rules.filter(({ enabled }) => enabled)) {
    const sources = sourcesOfRule(rule)
      .flatMap(({ source }) => (source.from === "template" ? Object.values(source.values) : [source]))
      .filter(isNamed);
    for (const written of new Set(sources.map((source) => JSON.stringify(source)))) {
      rulesOf.set(written, [...(rulesOf.get(written) ?? []), rule.id]);
    }
  }
  return rulesOf;
}

function isNamed(source: { from: string }): source is NamedSource {
  return ["note_attribute", "line_property", "metafield", "custom_field"].includes(source.from);
}

/** A metafield that nobody asked for is not one that is gone. */
function isKnownOf({ extras }: Order, source: NamedSource): boolean {
  return source.from !== "metafield" || (extras?.asked.includes(nameOfMetafield(source)) ?? false);
}

/** A value that cannot be read as the rule wants it is there all the same. */
function has(order: Order & { snapshot: OrderSnapshot }, source: NamedSource): boolean {
  const scope = { order, snapshot: order.snapshot, line: null, parcel: null, budget: createBudget() };
  const step = readPlainSource(source, scope);
  if ("issue" in step) return true;
  return step.value !== null && (step.value.type !== "list" || step.value.items.length > 0);
}

function shareOf(orders: readonly { has: boolean }[]): number {
  return orders.filter(({ has }) => has).length / orders.length;
}
