import type { ShopId } from "@karla/sync/ids";
import type { KnownParcel, Noted, ParcelNotes } from "@karla/sync/parcel-notes";
import type { AdminClient } from "../admin/admin-client.ts";
import { clientOfShop, type ShopClientDeps } from "../admin/client-of-shop.ts";
import { followPages } from "../admin/follow-pages.ts";
import {
  FulfillmentEventDocument,
  FulfillmentEventsDocument,
  type FulfillmentEventsQuery,
  OrderParcelsDocument,
} from "../admin/graphql.generated.ts";
import { inBatches } from "../admin/in-batches.ts";
import { notWhole } from "../admin/not-whole.ts";
import { PAGE_SIZES } from "../admin/page-sizes.ts";
import { plainNumber, planFulfillmentEvents, type StatusAt } from "./plan-fulfillment-events.ts";
import { type WriteDeps, writeWhereAllowed } from "./write-where-allowed.ts";

const ORDER_ID = /^\d{1,20}$/;
/** Events of one fulfillment in one request. */
const EVENTS = 20;

/**
 * Tells the fulfillments of an order what Karla knows of their parcels, so that the order's status page and Shopify's own
 * notifications show it. What is missing is written, and nothing else: whoever does not know how a call ended makes it again.
 * For one order at one time. Throws `AdminError`s.
 */
export function createParcelNotes(deps: ShopClientDeps & WriteDeps): ParcelNotes {
  return { write: (shopId, orderId, parcels) => write(deps, shopId, { orderId, parcels }) };
}

async function write(
  deps: ShopClientDeps & WriteDeps,
  shopId: ShopId,
  { orderId, parcels }: { orderId: string; parcels: readonly KnownParcel[] },
): Promise<Noted> {
  const nothing = { written: 0, conflicts: 0 };
  const known = new Set(
    parcels.flatMap(({ trackingNumber }) => (trackingNumber === null ? [] : plainNumber(trackingNumber))),
  );
  if (known.size === 0) return nothing;
  const client = await clientOfShop(deps, shopId);
  const fulfillments = (await readFulfillments(client, orderId)).filter(({ numbers }) =>
    numbers.some((number) => known.has(plainNumber(number))),
  );
  if (fulfillments.length === 0) return nothing;
  const told = await readEvents(
    client,
    fulfillments.map(({ id }) => id),
  );
  const now = deps.now() / 1_000;
  const plans = fulfillments.map(({ id, numbers }) => ({
    id,
    ...planFulfillmentEvents({ numbers, told: told.get(id) ?? [] }, parcels, now),
  }));
  const conflicts = plans.reduce((sum, plan) => sum + plan.conflicts, 0);
  const missing = plans
    .flatMap(({ id, write }) => write.map((event) => ({ id, ...event })))
    .sort((a, b) => a.at - b.at);
  let written = 0;
  const place = { shopId, scope: "write_fulfillments" } as const;
  for (const event of missing) {
    if ((await writeWhereAllowed(deps, place, () => tell(client, event))) === "not_allowed") break;
    written += 1;
  }
  return { written, conflicts };
}

interface ShopFulfillment {
  /** Global id. */
  id: string;
  numbers: string[];
}

/** Those that are not cancelled, and have a number. None of an order that the shop does not have, or shows the app no more. */
async function readFulfillments(client: AdminClient, orderId: string): Promise<ShopFulfillment[]> {
  // Shopify refuses the whole query for what is no id.
  if (!ORDER_ID.test(orderId)) return [];
  const { order } = await client.request(OrderParcelsDocument, { id: `gid://shopify/Order/${orderId}` });
  return (order?.fulfillments ?? [])
    .filter(({ status }) => status === "SUCCESS")
    .map(({ id, trackingInfo }) => ({ id, numbers: trackingInfo.flatMap(({ number }) => numberIn(number)) }))
    .filter(({ numbers }) => numbers.length > 0);
}

function numberIn(number: string | null): string[] {
  return number === null || plainNumber(number) === "" ? [] : [number];
}

async function readEvents(client: AdminClient, ids: readonly string[]): Promise<Map<string, StatusAt[]>> {
  const nodes = await inBatches(ids, PAGE_SIZES.parts, (batch) => readNodes(client, batch, null));
  const told = new Map<string, StatusAt[]>();
  for (const { id, events } of nodes) {
    const all = await followPages(events, async (after) => {
      const [next] = await readNodes(client, [id], after);
      if (next === undefined) throw notWhole("a fulfillment is gone");
      return next.events;
    });
    told.set(
      id,
      all.map(({ status, happenedAt }) => ({ status, at: Math.floor(Date.parse(happenedAt) / 1_000) })),
    );
  }
  return told;
}

type Node = Extract<FulfillmentEventsQuery["nodes"][number], { readonly events: unknown }>;

async function readNodes(client: AdminClient, ids: readonly string[], after: string | null): Promise<Node[]> {
  const { nodes } = await client.request(FulfillmentEventsDocument, { ids, first: EVENTS, after });
  return nodes.filter((node): node is Node => node !== null && "events" in node);
}

async function tell(client: AdminClient, { id, status, at }: StatusAt & { id: string }): Promise<void> {
  const event = { fulfillmentId: id, status, happenedAt: new Date(at * 1_000).toISOString() };
  await client.request(FulfillmentEventDocument, { event });
}
