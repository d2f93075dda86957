import { GraphQLError } from "graphql";
import { z } from "zod";
import type { BookedMetafield } from "../../booked-order.ts";
import type { AdminNode } from "./admin-node.ts";
import { listConnection } from "./connection.ts";
import { gid } from "./gid.ts";

/** The namespace that Shopify reserves for this app: read and written as "$app", or by naming none. */
export const OWN_NAMESPACE = "app--1";

const ListArgs = z.object({ namespace: z.string().nullish(), keys: z.array(z.string()).nullish() });
const OneArgs = z.object({ namespace: z.string().nullish(), key: z.string() });

/** Whose metafields they are. */
export interface MetafieldOwner {
  type: "ORDER" | "CUSTOMER" | "PRODUCT" | "PRODUCTVARIANT";
  id: string;
}

/**
 * `metafields` and `metafield` of a thing that has some. Asked for as "namespace.key", a metafield gives its key in the same
 * form (schema 2026-10, argument `keys`; https://shopify.dev/changelog/simplified-metafield-querying).
 */
export function metafieldFields(owner: MetafieldOwner, booked: readonly BookedMetafield[]): AdminNode {
  const all = booked.map((metafield, index) => metafieldNode(metafield, owner, index));
  const asNamed = (names: readonly string[]): AdminNode[] =>
    all.map((node) => ({ ...node, key: `${node.namespace}.${node.key}` })).filter(({ key }) => names.includes(key));
  return {
    metafields: (args: unknown) => {
      const { namespace, keys } = ListArgs.parse(args);
      if (namespace != null && keys != null) throw notKnown("metafields by namespace and keys together");
      const found =
        keys == null ? all.filter((node) => (namespace ?? node.namespace) === node.namespace) : asNamed(keys);
      return listConnection(found, (node) => node)(args);
    },
    // Without a namespace the key names it, or the app's own is meant.
    metafield: (args: unknown) => {
      const { namespace, key } = OneArgs.parse(args);
      const named = namespace == null || namespace === "$app" ? OWN_NAMESPACE : namespace;
      const own = all.filter((node) => node.namespace === named && node.key === key);
      return own[0] ?? (namespace == null ? asNamed([key])[0] : null) ?? null;
    },
  };
}

/** The books number no metafields: the id is the owner's and the place among its metafields. */
export function metafieldNode({ namespace, key, type, value }: BookedMetafield, owner: MetafieldOwner, index: number) {
  const id = `${owner.id}${index + 1}`;
  return {
    __typename: "Metafield",
    id: gid("Metafield", id),
    legacyResourceId: id,
    namespace,
    key,
    type,
    value,
    ownerType: owner.type,
    sizeInBytes: Buffer.byteLength(value),
  };
}

function notKnown(what: string): GraphQLError {
  return new GraphQLError(`The sandbox does not know ${what}`, { extensions: { code: "SANDBOX_UNKNOWN" } });
}
