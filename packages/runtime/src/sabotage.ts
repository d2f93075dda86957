import type { KarlaPort } from "@karla/sync/deliver-effect";
import type { Inbox, ReceivedEvent } from "@karla/sync/inbox";
import type { ShopAnnouncer } from "@karla/sync/shop-announcer";
import type { Shops, ShopView } from "@karla/sync/shops";
import type { ProcessEnv } from "./env.ts";

/**
 * A list up to its closing bracket, where brackets inside its texts do not count; and what an order of Shopware has instead,
 * the codes behind it.
 */
const NOTE_ATTRIBUTES =
  /"note_attributes":\[(?:[^\]"]|"(?:[^"\\]|\\.)*")*\](?:,"(?:affiliate|campaign)_code":"(?:[^"\\]|\\.)*")*/g;

type Sabotage = ProcessEnv["KARLA_SABOTAGE"];

/** Breaks what is sent to the core, so that `demo` and `conformance` can show that their proof notices. */
export function sabotageDeliveries(karla: KarlaPort, sabotage: Sabotage): KarlaPort {
  switch (sabotage) {
    case "drop-tracking":
      return changing(karla, (body) => body.replace(/"trackings":\[.*\]\}$/, '"trackings":[]}'));
    case "round-money":
      return changing(karla, (body) => body.replace(/(_price":-?\d+)\.\d+/g, "$1"));
    case "drop-note-attributes":
      return changing(karla, (body) => body.replace(NOTE_ATTRIBUTES, '"note_attributes":[]'));
    case "drop-mapping":
    case "ack-only":
    case "drop-event":
    case "double-effect":
    case undefined:
      return karla;
  }
}

/** `drop-mapping` sends every order as the shop has it. */
export function sabotageShops(shops: Shops, sabotage: Sabotage): Shops {
  if (sabotage !== "drop-mapping") return shops;
  const without = (view: ShopView) => ({ ...view, mapping: null });
  return {
    ...shops,
    view: async (shopId, source) => without(await shops.view(shopId, source)),
    viewNow: async (shopId) => without(await shops.viewNow(shopId)),
  };
}

/**
 * `ack-only` acknowledges every third event without storing it: what an app does that answers before it commits. `drop-event`
 * does so with one event of Karla's, of a parcel that is out for delivery.
 */
export function sabotageInbox(inbox: Inbox, sabotage: Sabotage): Inbox {
  let seen = 0;
  switch (sabotage) {
    case "ack-only":
      return losing(inbox, () => seen++ % 3 === 0);
    case "drop-event":
      return losing(inbox, ({ topic }) => topic === "karla/shipment_out_for_delivery" && seen++ === 0);
    default:
      return inbox;
  }
}

/** `double-effect` tells a shop of one event twice. */
export function sabotageAnnouncer(announcer: ShopAnnouncer | null, sabotage: Sabotage): ShopAnnouncer | null {
  if (announcer === null || sabotage !== "double-effect") return announcer;
  let isDone = false;
  return {
    ...announcer,
    async announce(shopId, announcement) {
      const announced = await announcer.announce(shopId, announcement);
      if (isDone || announced.outcome !== "announced") return announced;
      isDone = true;
      return announcer.announce(shopId, announcement);
    },
  };
}

function losing(inbox: Inbox, isLost: (event: ReceivedEvent) => boolean): Inbox {
  return {
    async accept(events) {
      const kept = events.filter((event) => !isLost(event));
      await inbox.accept(kept);
      return events.map(() => "stored" as const);
    },
  };
}

function changing(karla: KarlaPort, change: (body: string) => string): KarlaPort {
  return { ...karla, upsertOrder: (body, id) => karla.upsertOrder(change(body), id) };
}
