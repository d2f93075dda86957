import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

/** The versions whose published schema lies in `schema/`. Others are answered as Shopify answers what it never had. */
export const ADMIN_VERSIONS = ["2026-07", "2026-10"] as const;
export type AdminVersion = (typeof ADMIN_VERSIONS)[number];

const built = new Map<AdminVersion, GraphQLSchema>();

export function isAdminVersion(text: string): text is AdminVersion {
  return ADMIN_VERSIONS.some((version) => version === text);
}

/** Shopify's own Admin schema of a version. Seven megabytes of JSON: read once, when first needed. */
export function adminSchema(version: AdminVersion): GraphQLSchema {
  const known = built.get(version);
  if (known !== undefined) return known;
  const file = new URL(`../../../schema/admin_${version}.json.gz`, import.meta.url);
  const { data }: { data: IntrospectionQuery } = JSON.parse(gunzipSync(readFileSync(file)).toString());
  const schema = buildClientSchema(data);
  built.set(version, schema);
  return schema;
}
