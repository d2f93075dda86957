import { notWhole } from "./not-whole.ts";

/** A connection, as Shopify pages it. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All nodes from the first page on to the last. A cursor that leads nowhere new is an answer that makes no sense. */
export async function followPages<Node>(
  first: Page<Node>,
  next: (after: string) => Promise<Page<Node>>,
): Promise<Node[]> {
  const nodes = [...first.nodes];
  const seen = new Set<string>();
  let page = first;
  while (page.pageInfo.hasNextPage) {
    const cursor = page.pageInfo.endCursor;
    if (cursor === null || seen.has(cursor)) {
      throw notWhole("a page has no next page that it says it has");
    }
    seen.add(cursor);
    page = await next(cursor);
    nodes.push(...page.nodes);
  }
  return nodes;
}
