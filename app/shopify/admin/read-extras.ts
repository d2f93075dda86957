import type { ReceivedEvent } from "@karla/sync/inbox";
import { type MetafieldRef, nameOfMetafield } from "@karla/sync/mapping-metafields";
import type { Metafield, OrderExtras } from "@karla/sync/order-extras";
import type { AdminClient } from "./admin-client.ts";
import { adminExtrasEvent } from "./admin-extras-event.ts";
import { type GatheredExtras, gatherExtras, type NamedMetafields } from "./gather-extras.ts";

export type ReadExtras = { outcome: "extras"; event: ReceivedEvent } | { outcome: "not_found" };

export interface ExtrasQuestion {
  orderId: string;
  /** The update time of the state of the order that they are read for. */
  observedAt: string;
  wanted: readonly MetafieldRef[];
  /** Before anything is read. ISO 8601. */
  readAt: string;
}

/** Of all metafields of one order, as JSON. Whole metafields are left out, none is cut. */
export const MAX_EXTRAS_BYTES = 256 * 1024;

/** Reads the wanted metafields of an order. Those of customer or products that the app has no right to are not there. */
export async function readExtras(
  client: AdminClient,
  { orderId, observedAt, wanted, readAt }: ExtrasQuestion,
): Promise<ReadExtras> {
  const gathered = await gatherExtras(client, orderId, wanted);
  if (gathered === null) return { outcome: "not_found" };
  const body = JSON.stringify({
    admin_graphql_api_id: `gid://shopify/Order/${orderId}`,
    observed_at: observedAt,
    read_at: readAt,
    asked: [...new Set(wanted.map(nameOfMetafield))].sort(),
    metafields: wantedOf(gathered, wanted),
  });
  const { shop, version: apiVersion } = client;
  return { outcome: "extras", event: adminExtrasEvent({ shop, orderId, body, apiVersion, readAt }) };
}

function wantedOf(gathered: GatheredExtras, wanted: readonly MetafieldRef[]): OrderExtras["metafields"] {
  const sorted = [...wanted].sort((a, b) => (nameOfMetafield(a) < nameOfMetafield(b) ? -1 : 1));
  const fits = withinBytes(MAX_EXTRAS_BYTES);
  const of = (owner: MetafieldRef["owner"], named: NamedMetafields): Metafield[] =>
    sorted
      .filter((ref) => ref.owner === owner)
      .flatMap(({ namespace, key }) => {
        const node = named.get(`${namespace}.${key}`);
        return node === undefined ? [] : { namespace, key, type: node.type, value: node.value };
      })
      .filter(fits);
  const ofEach = (owner: "product" | "variant"): Record<string, Metafield[]> =>
    Object.fromEntries(
      [...gathered[owner]]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, named]): [string, Metafield[]] => [id, of(owner, named)])
        .filter(([, metafields]) => metafields.length > 0),
    );
  return {
    order: of("order", gathered.order),
    customer: of("customer", gathered.customer),
    product: ofEach("product"),
    variant: ofEach("variant"),
  };
}

function withinBytes(most: number): (metafield: Metafield) => boolean {
  let bytes = 0;
  return (metafield) => {
    const size = Buffer.byteLength(JSON.stringify(metafield));
    if (bytes + size > most) return false;
    bytes += size;
    return true;
  };
}
