import { compareInstants } from "../order/compare-instants.ts";
import type { Attribute, Order } from "../order/order.ts";
import type { OrderExtras } from "../order/order-extras.ts";
import { type Kind, kindOf } from "./kind-of.ts";
import { maskedExamples } from "./masked-examples.ts";
import { nameOfMetafield } from "./metafields-of.ts";
import { type DeclaredType, METAFIELD_OWNERS, type MetafieldSource, type PlainSource } from "./sources.ts";

/** A field that a shop's orders carry, and that nobody need know by name to map it. */
export interface DiscoveredField {
  /** What a rule would read. For a pattern of tags all of them, to be filtered by its prefix. */
  source: Extract<PlainSource, { from: "note_attribute" | "line_property" | "tags" | "metafield" }>;
  /** "campaign:" for tags such as "campaign:spring"; null for a whole tag, and for what is no tag. */
  prefix: string | null;
  /** The tag; null for what has values. */
  tag: string | null;
  /** Orders that carry it, and their part of all that were looked at, from 0 to 1. */
  orders: number;
  share: number;
  /** What the values look like, most frequent first. */
  kinds: Kind[];
  /** Different values, as far as they were counted. */
  values: number;
  /** Up to three, masked unless several orders have the same. */
  examples: string[];
  /** The last order that carries it: when it was placed, and what it is called. */
  lastSeen: { at: string; order: string };
}

export interface Discovery {
  see(order: Order): void;
  /** Most frequent first. */
  fields(): DiscoveredField[];
}

/** A shop that writes a new name with every order must not fill the memory. */
const MAX_FIELDS = 500;
const MAX_VALUES = 200;
const SEPARATOR = /^[^:=]{1,60}[:=](?=.)/;

interface Seen extends Pick<DiscoveredField, "source" | "prefix" | "tag" | "orders" | "lastSeen"> {
  /** How many orders have each value. */
  values: Map<string, number>;
}

/** Gathers what the orders of a shop carry beyond their fixed fields. */
export function createDiscovery(): Discovery {
  const found = new Map<string, Seen>();
  let looked = 0;

  function note(
    order: { at: string; order: string },
    field: Pick<Seen, "source" | "prefix" | "tag">,
    values: ReadonlySet<string>,
  ): void {
    const key = JSON.stringify(field);
    const known = found.get(key) ?? { ...field, orders: 0, lastSeen: order, values: new Map<string, number>() };
    if (!found.has(key) && found.size >= MAX_FIELDS) return;
    found.set(key, known);
    known.orders += 1;
    if (compareInstants(order.at, known.lastSeen.at) > 0) known.lastSeen = order;
    for (const value of values) {
      const times = known.values.get(value);
      if (times !== undefined || known.values.size < MAX_VALUES) known.values.set(value, (times ?? 0) + 1);
    }
  }

  return {
    see({ snapshot, extras }) {
      if (snapshot === null) return;
      looked += 1;
      const order = { at: snapshot.placedAt, order: snapshot.name ?? snapshot.number };
      for (const [name, values] of valuesByName(snapshot.noteAttributes)) {
        note(order, { source: { from: "note_attribute", name }, prefix: null, tag: null }, values);
      }
      for (const [name, values] of valuesByName(snapshot.lines.flatMap(({ properties }) => properties))) {
        note(order, { source: { from: "line_property", name }, prefix: null, tag: null }, values);
      }
      for (const [source, values] of metafieldsIn(extras)) {
        note(order, { source, prefix: null, tag: null }, values);
      }
      for (const owner of ["order", "customer"] as const) {
        const tags = owner === "order" ? snapshot.tags : (snapshot.customer?.tags ?? []);
        for (const [pattern, values] of tagPatterns(tags)) {
          const isPrefix = values !== null;
          const field = { prefix: isPrefix ? pattern : null, tag: isPrefix ? null : pattern };
          note(order, { source: { from: "tags", of: owner }, ...field }, values ?? new Set());
        }
      }
    },
    fields: () =>
      [...found.values()]
        .map(({ values, ...seen }) => ({
          ...seen,
          share: seen.orders / looked,
          kinds: kindsOf(values),
          values: values.size,
          examples: maskedExamples(values),
        }))
        .sort((a, b) => b.orders - a.orders),
  };
}

/** What a theme writes for itself begins with an underscore, and is a field as any other. Empty names are none. */
function valuesByName(attributes: readonly Attribute[]): Map<string, Set<string>> {
  const byName = new Map<string, Set<string>>();
  for (const { name, value } of attributes) {
    if (name === "") continue;
    byName.set(name, (byName.get(name) ?? new Set()).add(value));
  }
  return byName;
}

/** Those that were read: a shop's metafields are asked for by the rules alone. */
function metafieldsIn(extras: OrderExtras | null): [MetafieldSource, Set<string>][] {
  if (extras === null) return [];
  const { order, customer, product, variant } = extras.metafields;
  const all = { order, customer, product: Object.values(product).flat(), variant: Object.values(variant).flat() };
  const found = new Map<string, [MetafieldSource, Set<string>]>();
  for (const owner of METAFIELD_OWNERS) {
    for (const { namespace, key, type, value } of all[owner]) {
      const source = { from: "metafield" as const, owner, namespace, key, type: declaredTypeOf(type) };
      const [, values] = getOrAdd(found, nameOfMetafield(source), () => [source, new Set<string>()]);
      values.add(value);
    }
  }
  return [...found.values()];
}

function getOrAdd<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** What a rule takes a metafield for, by the platform's own type. Source: shopify.dev, "metafield data types" (2026-10). */
function declaredTypeOf(type: string): DeclaredType {
  if (type.startsWith("list.")) return "texts";
  if (type.startsWith("number_")) return "number";
  if (type === "date" || type === "date_time") return "instant";
  return type === "boolean" || type === "money" ? type : "text";
}

/** Prefixes with their values, and whole tags with null. */
function tagPatterns(tags: readonly string[]): Map<string, Set<string> | null> {
  const patterns = new Map<string, Set<string> | null>();
  for (const tag of tags) {
    const [prefix] = SEPARATOR.exec(tag) ?? [];
    if (prefix === undefined) patterns.set(tag, null);
    else patterns.set(prefix, (patterns.get(prefix) ?? new Set()).add(tag.slice(prefix.length)));
  }
  return patterns;
}

function kindsOf(values: ReadonlyMap<string, number>): Kind[] {
  const counts = new Map<Kind, number>();
  for (const [value, times] of values) counts.set(kindOf(value), (counts.get(kindOf(value)) ?? 0) + times);
  return [...counts].sort(([, a], [, b]) => b - a).map(([kind]) => kind);
}
