import type { MappingDocument } from "@karla/sync/mapping";
import { type MetafieldRef, metafieldsOf } from "@karla/sync/mapping-metafields";

/** The `optional_scopes` of shopify.app.toml. */
export type OptionalScope = "read_customers" | "read_products";

/** What reading an owner's metafields takes beyond what every installation has. */
export const SCOPE_OF_OWNER: Readonly<Record<MetafieldRef["owner"], OptionalScope | null>> = {
  order: null,
  customer: "read_customers",
  product: "read_products",
  variant: "read_products",
};

/** The scopes that a document's rules take and that are not granted yet: each once, sorted. */
export function scopesNeeded(document: MappingDocument, granted: readonly string[]): OptionalScope[] {
  const scopes = metafieldsOf(document).flatMap(({ owner }) => SCOPE_OF_OWNER[owner] ?? []);
  return [...new Set(scopes)].filter((scope) => !granted.includes(scope)).sort();
}
