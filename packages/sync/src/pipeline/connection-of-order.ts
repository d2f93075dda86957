import type { Order } from "../order/order.ts";
import type { OrderSettings } from "../order/settings.ts";
import type { Connection } from "./shops.ts";

interface ConnectedShop {
  connection: Connection;
  settings: Pick<OrderSettings, "slugBySalesChannel">;
}

/** Where an order goes: a sales channel can be a shop of its own at the core, under the same credentials. */
export function connectionOfOrder({ snapshot }: Order, { connection, settings }: ConnectedShop): Connection {
  // A map: the id comes from the shop, and could be the name of what every object has.
  const slug = new Map(Object.entries(settings.slugBySalesChannel)).get(snapshot?.salesChannelId ?? "");
  return slug === undefined ? connection : { ...connection, slug };
}

/** All places where orders of the shop go, the connection's own first. */
export function connectionsOf({ connection, settings }: ConnectedShop): Connection[] {
  const slugs = new Set([connection.slug, ...Object.values(settings.slugBySalesChannel)]);
  return [...slugs].map((slug) => ({ ...connection, slug }));
}
