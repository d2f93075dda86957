import type { MetafieldRef } from "@karla/sync/mapping-metafields";
import { digitsOfGlobalId } from "../resource-id.ts";
import type { AdminClient } from "./admin-client.ts";
import { followPages } from "./follow-pages.ts";
import { OrderExtrasDocument, type OrderExtrasQuery, type OrderExtrasQueryVariables } from "./graphql.generated.ts";
import { inBatches } from "./in-batches.ts";
import { notWhole } from "./not-whole.ts";

type Answer = NonNullable<OrderExtrasQuery["order"]>;
type Line = NonNullable<Answer["lineItems"]>["nodes"][number];
type Node = NonNullable<Answer["metafields"]>["nodes"][number];

/** Metafields by the names they are asked for by: "custom.gift_wrap". */
export type NamedMetafields = Map<string, Node>;

export interface GatheredExtras {
  order: NamedMetafields;
  customer: NamedMetafields;
  /** By id. */
  product: Map<string, NamedMetafields>;
  variant: Map<string, NamedMetafields>;
}

/** Shopify takes lists of at most 250 (https://shopify.dev/docs/api/usage/limits). */
const MAX_KEYS = 250;
/** Below the 1,000 points that one request may cost, and MAX_KEYS of one line still fit. */
const MAX_COST = 800;
const MAX_LINES = 20;
const ONLY_LINES = { ofOrder: false, orderCount: 0, ofCustomer: false, customerCount: 0 };

/** The wanted metafields of an order and of all its lines; null where the shop has no such order. */
export async function gatherExtras(
  client: AdminClient,
  orderId: string,
  wanted: readonly MetafieldRef[],
): Promise<GatheredExtras | null> {
  const id = `gid://shopify/Order/${orderId}`;
  const gathered: GatheredExtras = { order: new Map(), customer: new Map(), product: new Map(), variant: new Map() };
  const found = await inBatches(wanted, MAX_KEYS, async (batch) => {
    const asked = { id, ...variablesFor(batch) };
    const { order } = await client.requestGranted(OrderExtrasDocument, { ...asked, after: null });
    if (order === null) return [false];
    note(gathered.order, order.metafields);
    note(gathered.customer, order.customer?.metafields);
    for (const line of await linesOf(client, order, { ...asked, ...ONLY_LINES })) noteLine(gathered, line);
    return [true];
  });
  return found.includes(false) ? null : gathered;
}

async function linesOf(
  client: AdminClient,
  { lineItems }: Answer,
  asked: Omit<OrderExtrasQueryVariables, "after">,
): Promise<Line[]> {
  if (lineItems === undefined) return [];
  return followPages(lineItems, async (after) => {
    const { order } = await client.requestGranted(OrderExtrasDocument, { ...asked, after });
    if (order?.lineItems === undefined) throw notWhole("the order is gone");
    return order.lineItems;
  });
}

function noteLine({ product, variant }: GatheredExtras, line: Line): void {
  noteThing(product, "Product", line.product);
  noteThing(variant, "ProductVariant", line.variant);
}

function noteThing(known: Map<string, NamedMetafields>, type: string, thing: Line["product"] | Line["variant"]): void {
  const id = thing == null ? null : digitsOfGlobalId(thing.id, type);
  if (thing == null || id === null) return;
  const named: NamedMetafields = known.get(id) ?? new Map();
  known.set(id, named);
  note(named, thing.metafields);
}

/** Of what was asked for as "namespace.key" Shopify gives the key in that form; taken in either. */
function note(named: NamedMetafields, list: { readonly nodes: readonly Node[] } | undefined): void {
  for (const node of list?.nodes ?? []) {
    named.set(`${node.namespace}.${node.key}`, node);
    named.set(node.key, node);
  }
}

/** As many lines at a time as their price allows: an object is a point, a list as many as are asked for. */
function variablesFor(wanted: readonly MetafieldRef[]): Omit<OrderExtrasQueryVariables, "id" | "after"> {
  const keysOf = (of: MetafieldRef["owner"]) =>
    wanted.filter(({ owner }) => owner === of).map(({ namespace, key }) => `${namespace}.${key}`);
  const [orderKeys, customerKeys] = [keysOf("order"), keysOf("customer")];
  const [productKeys, variantKeys] = [keysOf("product"), keysOf("variant")];
  const ofLines = productKeys.length + variantKeys.length > 0;
  const ofOne = 2 + orderKeys.length + customerKeys.length;
  const perLine = 3 + productKeys.length + variantKeys.length;
  return {
    ofOrder: orderKeys.length > 0,
    orderKeys,
    orderCount: orderKeys.length,
    ofCustomer: customerKeys.length > 0,
    customerKeys,
    customerCount: customerKeys.length,
    ofLines,
    lines: ofLines ? Math.min(MAX_LINES, Math.floor((MAX_COST - ofOne) / perLine)) : 0,
    ofProduct: productKeys.length > 0,
    productKeys,
    productCount: productKeys.length,
    ofVariant: variantKeys.length > 0,
    variantKeys,
    variantCount: variantKeys.length,
  };
}
