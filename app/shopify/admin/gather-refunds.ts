import type { AdminClient } from "./admin-client.ts";
import { followPages } from "./follow-pages.ts";
import { RefundsDocument, type RefundsQuery } from "./graphql.generated.ts";
import { inBatches } from "./in-batches.ts";
import { type NotWhole, notWhole, wholeOrNot } from "./not-whole.ts";
import type { PageSizes } from "./page-sizes.ts";

type Node = Extract<RefundsQuery["nodes"][number], { readonly refundLineItems: unknown }>;
export type GatheredRefund = Omit<Node, "refundLineItems" | "transactions"> & {
  refundLineItems: Node["refundLineItems"]["nodes"];
  transactions: Node["transactions"]["nodes"];
};
interface Cursors {
  linesAfter?: string;
  transactionsAfter?: string;
}

/** Refunds by their ids, with all their lines and transactions. */
export async function gatherRefunds(
  client: AdminClient,
  ids: readonly string[],
  sizes: PageSizes,
): Promise<Map<string, GatheredRefund | NotWhole>> {
  const nodes = await inBatches(ids, sizes.parts, (batch) => read(client, batch, sizes, {}));
  const found = new Map(nodes.map((node) => [node.id, node]));
  const gathered = new Map<string, GatheredRefund | NotWhole>();
  for (const id of ids) gathered.set(id, await wholeOrNot(() => complete(client, found.get(id), sizes)));
  return gathered;
}

async function complete(client: AdminClient, node: Node | undefined, sizes: PageSizes): Promise<GatheredRefund> {
  if (node === undefined) throw notWhole("a refund is missing");
  const again = async (cursors: Cursors): Promise<Node> => {
    const [next] = await read(client, [node.id], sizes, cursors);
    if (next === undefined) throw notWhole("a refund is gone");
    return next;
  };
  return {
    ...node,
    refundLineItems: await followPages(
      node.refundLineItems,
      async (linesAfter) => (await again({ linesAfter })).refundLineItems,
    ),
    transactions: await followPages(
      node.transactions,
      async (transactionsAfter) => (await again({ transactionsAfter })).transactions,
    ),
  };
}

async function read(
  client: AdminClient,
  ids: readonly string[],
  { partLines: lines, transactions }: PageSizes,
  cursors: Cursors,
): Promise<Node[]> {
  const { nodes } = await client.request(RefundsDocument, { ids, lines, transactions, ...cursors });
  return nodes.filter(isRefund);
}

/** A node that is no refund has none of its fields, one that does not exist is null. */
function isRefund(node: RefundsQuery["nodes"][number]): node is Node {
  return node !== null && "refundLineItems" in node;
}
