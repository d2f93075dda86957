import type { AdminClient } from "./admin-client.ts";
import { followPages } from "./follow-pages.ts";
import { FulfillmentsDocument, type FulfillmentsQuery } from "./graphql.generated.ts";
import { inBatches } from "./in-batches.ts";
import { type NotWhole, notWhole, wholeOrNot } from "./not-whole.ts";
import type { PageSizes } from "./page-sizes.ts";

type Node = Extract<FulfillmentsQuery["nodes"][number], { readonly fulfillmentLineItems: unknown }>;
export type GatheredFulfillment = Omit<Node, "fulfillmentLineItems"> & {
  fulfillmentLineItems: Node["fulfillmentLineItems"]["nodes"];
};

/** Fulfillments by their ids, with all their lines; their pieces add up to what Shopify says each has. */
export async function gatherFulfillments(
  client: AdminClient,
  ids: readonly string[],
  sizes: PageSizes,
): Promise<Map<string, GatheredFulfillment | NotWhole>> {
  const nodes = await inBatches(ids, sizes.parts, (batch) => read(client, batch, sizes, null));
  const found = new Map(nodes.map((node) => [node.id, node]));
  const gathered = new Map<string, GatheredFulfillment | NotWhole>();
  for (const id of ids) gathered.set(id, await wholeOrNot(() => complete(client, found.get(id), sizes)));
  return gathered;
}

async function complete(client: AdminClient, node: Node | undefined, sizes: PageSizes): Promise<GatheredFulfillment> {
  if (node === undefined) throw notWhole("a fulfillment is missing");
  const fulfillmentLineItems = await followPages(node.fulfillmentLineItems, async (after) => {
    const [next] = await read(client, [node.id], sizes, after);
    if (next === undefined) throw notWhole("a fulfillment is gone");
    return next.fulfillmentLineItems;
  });
  const pieces = fulfillmentLineItems.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
  if (pieces !== node.totalQuantity) throw notWhole("the pieces of a fulfillment do not add up");
  return { ...node, fulfillmentLineItems };
}

async function read(
  client: AdminClient,
  ids: readonly string[],
  { partLines }: PageSizes,
  after: string | null,
): Promise<Node[]> {
  const { nodes } = await client.request(FulfillmentsDocument, { ids, first: partLines, after });
  return nodes.filter(isFulfillment);
}

/** A node that is no fulfillment has none of its fields, one that does not exist is null. */
function isFulfillment(node: FulfillmentsQuery["nodes"][number]): node is Node {
  return node !== null && "fulfillmentLineItems" in node;
}
