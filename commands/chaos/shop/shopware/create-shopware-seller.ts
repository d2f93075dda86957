import type { BookEntry } from "@karla/sandbox/fill-books";
import { type Random, seededRandom } from "@karla/sandbox/random";
import type { ShopwareEvent } from "@karla/sandbox/shopware-event";
import type { ShopwareShop as ShopwareSite } from "@karla/sandbox/shopware-shop";
import { payloadFor } from "@karla/sandbox/shopware-webhook";
import { judgeHeld } from "../../../demo/judge-order.ts";
import { expectedShopwareOrder } from "../../../proof/shopware/expected-order.ts";
import { idOfOrder } from "../../../proof/shopware/ids.ts";
import { shopwareEntry } from "../../../proof/shopware/shopware-books.ts";
import { createDeliveries } from "../create-deliveries.ts";
import { lifeOfOrder } from "../life-of-order.ts";
import type { Message } from "../message.ts";
import type { Receiver, Sales, Shop, ShopwareShop } from "../selling-shop.ts";
import { openShopwareTraffic } from "./open-shopware-traffic.ts";
import type { ServedSite } from "./serve-site.ts";
import { shopwareCloser } from "./shopware-closer.ts";
import { type ShopwareLine, signMessage } from "./sign-message.ts";
import { tellsOf } from "./tells-of.ts";
import { withVersion } from "./version-mapping.ts";

export interface ShopwareSellerSetup {
  site: ShopwareSite;
  served: ServedSite;
  receivers: readonly Receiver[];
}

const FIRST_NUMBER = 1001;
/** Every fifth order is shipped without a word (`shipsSilently`): who wants that sells it on purpose. */
const TOLD_OF_FIVE = 4;

/** A shop at Shopware. What a message says has happened when the message is signed, and not before. */
export function createShopwareSeller(setup: ShopwareSellerSetup, shop: Shop): ShopwareShop {
  const { site, served } = setup;
  const deliveries = createDeliveries(shop.slug, setup.receivers);
  const random = seededRandom(1);
  const happened = new Map<string, number>();

  function happen({ order, history }: BookEntry, upTo: number): void {
    const before = happened.get(order.id) ?? 0;
    if (upTo <= before) return;
    happened.set(order.id, upTo);
    site.enter(history.filter(({ version }) => version > before && version <= upTo));
  }

  const message = (entry: BookEntry, line: ShopwareLine): Message => {
    const { event } = line;
    const version = event.version ?? 0;
    return {
      orderId: entry.order.id,
      version,
      at: event.at,
      tells: tellsOf(event),
      sign(laterMs = 0) {
        happen(entry, version);
        return signMessage(site, line, { at: Date.now() + laterMs });
      },
      twin: () => message(entry, { ...line, eventId: random.hex(32) }),
    };
  };
  const messagesOf = (entry: BookEntry): Message[] =>
    site.foretell(entry.history).flatMap((event) => linesOf(site, event, random).map((line) => message(entry, line)));

  const self: ShopwareShop = {
    platform: "shopware",
    shop,
    entries: [],
    site,
    ...deliveries,
    ...JUDGED,
    messagesOf,
    happen,
    life(wish) {
      const { entry } = lifeOfOrder({ ...wish, shopDomain: shop.slug });
      return { entry, messages: messagesOf(entry) };
    },
    sell({ orders, ...wish }) {
      const sold = self.entries.length;
      const lives = Array.from({ length: orders }, (_, index) =>
        self.life({ ...wish, number: numberOf(sold + index) }),
      );
      self.entries.push(...lives.map(({ entry }) => entry));
      return lives;
    },
    besides: () => site.journal.sent().filter(({ orderId, status }) => orderId !== null && status === 200).length,
    openTraffic: (wish) => openShopwareTraffic({ shop, deliveries, messagesOf, sales: JUDGED }, wish),
    book() {
      for (const entry of self.entries) happen(entry, entry.order.version);
    },
    requests: served.requests,
    cost: served.requests,
    close: shopwareCloser(site),
    keepBack: served.keepBack,
    dropWrites: served.dropWrites,
    alter: (order, change) => served.alter(idOfOrder(order), change),
  };
  return self;
}

const JUDGED: Pick<Sales, "idOf" | "judge"> = {
  idOf: idOfOrder,
  judge(entry, held) {
    const own = shopwareEntry(entry.history);
    if (own === null) throw new Error(`no Shopware shop sells ${entry.order.name}`);
    return judgeHeld(expectedShopwareOrder(own, withVersion), held);
  },
};

/** An event goes to each of the app's webhooks that names it, as far as there is something in it for that webhook. */
function linesOf(site: ShopwareSite, event: ShopwareEvent, random: Random): ShopwareLine[] {
  const rows = (site.app()?.webhooks ?? []).filter((row) => row.event === event.event);
  return rows
    .filter((row) => event.payload.shape !== "writes" || payloadFor(event.payload, row) !== null)
    .map(({ name }) => ({ event, webhook: name, eventId: random.hex(32) }));
}

function numberOf(index: number): number {
  return FIRST_NUMBER + index + Math.floor(index / TOLD_OF_FIVE);
}
