import type { Order } from "../order/order.ts";
import type { OrderSettings } from "../order/settings.ts";
import type { Connection } from "./shops.ts";

interface ConnectedShop {
  connection: Connection;
  settings: Pick<OrderSettings, "slugBySalesChannel">;
}

/** Where an order goes: a sales channel can be a shop of its own at the core, under the same credentials. */
export function connectionOfOrder({ snapshot }: Order, shop: ConnectedShop): Connection {
  const slug = slugOfChannel(snapshot?.salesChannelId ?? "", shop);
  return slug === shop.connection.slug ? shop.connection : { ...shop.connection, slug };
}

/** The slug at the core of a sales channel, by its id in the shop; the connection's own for one that has none. */
export function slugOfChannel(salesChannelId: string, { connection, settings }: ConnectedShop): string {
  // A map: the id comes from the shop, and could be the name of what every object has.
  return new Map(Object.entries(settings.slugBySalesChannel)).get(salesChannelId) ?? connection.slug;
}

/** All places where orders of the shop go, the connection's own first. */
export function connectionsOf({ connection, settings }: ConnectedShop): Connection[] {
  const slugs = new Set([connection.slug, ...Object.values(settings.slugBySalesChannel)]);
  return [...slugs].map((slug) => ({ ...connection, slug }));
}
