import type { MappingDocument } from "./document.ts";
import type { MetafieldSource } from "./sources.ts";
import { sourcesOfRule } from "./sources-of-rule.ts";

/** Names a metafield. */
export type MetafieldRef = Pick<MetafieldSource, "owner" | "namespace" | "key">;

/** The metafields that a document's rules read, each once, sorted. Rules that are off need none. */
export function metafieldsOf(document: MappingDocument): MetafieldRef[] {
  const sources = document.rules
    .filter(({ enabled }) => enabled)
    .flatMap(sourcesOfRule)
    .flatMap(({ source }) => (source.from === "template" ? Object.values(source.values) : [source]));
  const refs = new Map(
    sources.flatMap((source): [string, MetafieldRef][] => {
      if (source.from !== "metafield") return [];
      const { owner, namespace, key } = source;
      return [[nameOfMetafield(source), { owner, namespace, key }]];
    }),
  );
  return [...refs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ref]) => ref);
}

/** As `order/custom.gift_wrap`: what was asked for is kept by this name. */
export function nameOfMetafield({ owner, namespace, key }: MetafieldRef): string {
  return `${owner}/${namespace}.${key}`;
}
