import type { DiscoveredField } from "@karla/sync/discover-fields";

/** What a template looks for among the fields that a shop's orders carry. */
export interface Wanted {
  /** What the field is usually called, the most usual first. Case, spaces, hyphens and underscores make no difference. */
  names: readonly string[];
  from: readonly DiscoveredField["source"]["from"][];
}

/**
 * The field that most orders carry of those that are called so. Of tags, those of the order count, and it is enough that one
 * begins so.
 */
export function fittingField({ names, from }: Wanted, fields: readonly DiscoveredField[]): DiscoveredField | null {
  const wanted = names.map(folded);
  const fitting = fields.filter((field) => {
    const called = from.includes(field.source.from) ? nameOf(field) : null;
    if (called === null) return false;
    const begun = (name: string) => field.source.from === "tags" && called.startsWith(`${name} `);
    return wanted.some((name) => called === name || begun(name));
  });
  return fitting.reduce<DiscoveredField | null>(
    (best, field) => (best && best.orders >= field.orders ? best : field),
    null,
  );
}

/** Null for what is of the customer or a product alone, and for a list. */
function nameOf({ source, prefix, tag }: DiscoveredField): string | null {
  switch (source.from) {
    case "tags":
      return source.of === "order" ? folded(prefix ?? tag ?? "") : null;
    case "metafield":
      return source.owner === "order" && source.type !== "texts" ? folded(source.key) : null;
    default:
      return folded(source.name);
  }
}

/** "_Gift-Message", "gift message" and "gift_message" are one name. */
function folded(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s_\-:=.]+/g, " ")
    .trim();
}
