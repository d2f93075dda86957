import type { BookEntry } from "@karla/sandbox/fill-books";
import type { SignedMessage } from "../shop/message.ts";
import type { ShopwareShop } from "../shop/selling-shop.ts";
import { signMessage } from "../shop/shopware/sign-message.ts";
import { HARMLESS, type ReadingChange, UNUSABLE } from "./changed-readings.ts";
import type { OtherSchema } from "./f35-other-schema.ts";

const EACH = 3;
/** What shops of other versions say of themselves, or of a delivery. */
const VERSIONS: readonly Readonly<Record<string, string>>[] = [
  { "sw-version": "6.4.20.2" },
  { "sw-version": "7.0.0.0-RC1" },
  { "sw-version": "six" },
  { "X-Shopware-Event-Id": "f".repeat(32), "X-Shopware-Sequence": "7", "X-Shopware-Attempt": "0" },
];
/** The shop speaks of orders in another way than it does today. */
const NEW_EVENT = "order.promised";

/** Has orders read as other versions of Shopware answer them, and hears messages as those send them. */
export async function answerOtherwise(shop: ShopwareShop, seed: number): Promise<OtherSchema> {
  let number = 1001;
  let refused = 0;
  const send = async (signed: SignedMessage | null) => {
    const status = signed === null ? null : await shop.deliver(signed);
    if (status === null || status >= 300) refused += 1;
  };
  const sell = (): BookEntry => {
    // Every fifth order is shipped without a word.
    number += number % 5 === 4 ? 2 : 1;
    const { entry } = shop.life({ seed, number, happens: ["fulfil"] });
    shop.happen(entry, entry.order.version);
    return entry;
  };
  /** One message is enough: what it says is that something changed. */
  const tell = async (entry: BookEntry, headers?: Readonly<Record<string, string>>) => {
    const placed = shop.messagesOf(entry).find(({ tells }) => tells === "placed");
    const signed = placed?.sign() ?? null;
    await send(signed === null ? null : { ...signed, headers: { ...signed.headers, ...headers } });
  };
  const tellChanged = async ({ change }: ReadingChange, usable: boolean) => {
    for (let n = 0; n < EACH; n += 1) {
      const entry = sell();
      if (usable) shop.entries.push(entry);
      shop.alter(entry.order, change);
      await tell(entry);
    }
  };
  for (const change of UNUSABLE) await tellChanged(change, false);
  for (const change of HARMLESS) await tellChanged(change, true);
  for (const headers of VERSIONS) {
    const entry = sell();
    shop.entries.push(entry);
    await tell(entry, headers);
    await send(ofNewEvent(shop, entry));
  }
  return {
    unusable: EACH * UNUSABLE.length,
    harmless: EACH * HARMLESS.length,
    versions: 2 * VERSIONS.length,
    refused,
  };
}

/** A message that no version of today sends, by a webhook that is there. */
function ofNewEvent({ site }: ShopwareShop, { order }: BookEntry): SignedMessage | null {
  const [webhook] = (site.app()?.webhooks ?? []).filter(({ event }) => event === "order.written");
  if (webhook === undefined) return null;
  const event = {
    event: NEW_EVENT,
    orderId: order.id,
    version: order.version,
    at: order.updatedAt,
    payload: { shape: "whole", body: () => ({ promise: site.idOf(order) }) },
  } as const;
  return signMessage(site, { event, webhook: webhook.name, eventId: `new-${order.number}` }, { at: Date.now() });
}
