import type { AdminClient } from "./admin-client.ts";
import { followPages } from "./follow-pages.ts";
import { FulfillmentsDocument, type FulfillmentsQuery } from "./graphql.generated.ts";
import { inBatches } from "./in-batches.ts";
import { notWhole } from "./not-whole.ts";
import type { PageSizes } from "./page-sizes.ts";

type Node = Extract<FulfillmentsQuery["nodes"][number], { readonly fulfillmentLineItems: unknown }>;
export type GatheredFulfillment = Omit<Node, "fulfillmentLineItems"> & {
  fulfillmentLineItems: Node["fulfillmentLineItems"]["nodes"];
};

/** Fulfillments with all their lines; their pieces add up to what Shopify says each has. */
export async function gatherFulfillments(
  client: AdminClient,
  ids: readonly string[],
  sizes: PageSizes,
): Promise<GatheredFulfillment[]> {
  const nodes = await inBatches(ids, sizes.parts, (batch) => read(client, batch, sizes, null));
  const gathered: GatheredFulfillment[] = [];
  for (const node of nodes) {
    const fulfillmentLineItems = await followPages(node.fulfillmentLineItems, async (after) => {
      const [next] = await read(client, [node.id], sizes, after);
      if (next === undefined) throw notWhole("a fulfillment is gone");
      return next.fulfillmentLineItems;
    });
    const pieces = fulfillmentLineItems.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
    if (pieces !== node.totalQuantity) throw notWhole("the pieces of a fulfillment do not add up");
    gathered.push({ ...node, fulfillmentLineItems });
  }
  return gathered;
}

async function read(
  client: AdminClient,
  ids: readonly string[],
  { partLines }: PageSizes,
  after: string | null,
): Promise<Node[]> {
  const { nodes } = await client.request(FulfillmentsDocument, { ids, first: partLines, after });
  const found = nodes.filter(isFulfillment);
  if (found.length !== ids.length) throw notWhole("a fulfillment is missing");
  return found;
}

/** A node that is no fulfillment has none of its fields, one that does not exist is null. */
function isFulfillment(node: FulfillmentsQuery["nodes"][number]): node is Node {
  return node !== null && "fulfillmentLineItems" in node;
}
