import type { ChannelChoice, ChannelRow } from "@karla/merchant-ui/settings-data";
import type { OrderSample } from "@karla/sync/order-samples";

/**
 * The channels that the shop names, and those that are known otherwise: by a slug of their own, or by an order that came from
 * them. Each once, with where its orders go.
 */
export function channelRows(
  named: readonly ChannelChoice[],
  slugBySalesChannel: Readonly<Record<string, string>>,
  ofOrders: readonly ChannelChoice[],
): ChannelRow[] {
  const slugs = new Map(Object.entries(slugBySalesChannel));
  const unnamed = [...slugs.keys()].map((id) => ({ id, name: null, kind: null }));
  // The first of the same id stays where it is, the last says what it is called.
  const byId = new Map([...unnamed, ...ofOrders, ...named].map((channel) => [channel.id, channel]));
  const ids = new Set([...named, ...ofOrders, ...unnamed].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const channel = byId.get(id);
    return channel === undefined ? [] : [{ ...channel, slug: slugs.get(id) ?? null }];
  });
}

/** The sales channels that orders came from, as they were called then. */
export async function channelsOfOrders(samples: AsyncIterable<OrderSample>, pause: () => Promise<unknown>) {
  const channels = new Map<string, ChannelChoice>();
  for await (const { order } of samples) {
    await pause();
    const { salesChannelId: id = null, channel = null } = order.snapshot ?? {};
    if (id !== null && !channels.has(id)) channels.set(id, { id, name: channel, kind: null });
  }
  return [...channels.values()];
}
