import type { ShopwareShop } from "../shop/selling-shop.ts";
import { signMessage } from "../shop/shopware/sign-message.ts";

/** The shop's newest order was written, says somebody with its id and its secret at this address. Gives the status. */
export async function saysFrom({ site, entries, deliver }: ShopwareShop, from: string): Promise<number | null> {
  const [event] = site.foretell(entries.at(-1)?.history ?? []).filter((each) => each.event === "order.written");
  const webhook = site.app()?.webhooks.find((each) => each.event === event?.event);
  if (event === undefined || webhook === undefined) throw new Error("a shop that has nothing to say");
  const signed = signMessage(site, { event, webhook: webhook.name, eventId: `from ${from}` }, { at: Date.now(), from });
  return signed === null ? null : deliver(signed);
}
