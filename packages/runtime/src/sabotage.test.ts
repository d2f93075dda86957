import type { KarlaPort } from "@karla/sync/deliver-effect";
import type { Announcement } from "@karla/sync/shop-announcer";
import { describe, expect, test } from "vitest";
import { eventFor, SHOP_A } from "../../../test/fakes/event-for.ts";
import { sabotageAnnouncer, sabotageDeliveries, sabotageInbox } from "./sabotage.ts";

const BODY = JSON.stringify({
  id: "1",
  order: {
    total_order_price: 29.9,
    products: [{ price: 24.9 }],
    order_analytics: { note_attributes: [{ name: "a]", value: '["b\\"]"]' }], landing_site: "/" },
  },
  trackings: [{ tracking_number: "T1", products: [{ price: 24.9 }] }],
});

const ANNOUNCEMENT: Announcement = {
  id: "a",
  group: "shipment_out_for_delivery",
  name: "OUT_FOR_DELIVERY",
  phase: "in_delivery",
  triggeredAt: "2026-03-03T08:00:00Z",
  orderId: "1001",
  customerId: null,
  data: {},
};

async function sent(sabotage: Parameters<typeof sabotageDeliveries>[1], told = BODY): Promise<string> {
  const bodies: string[] = [];
  const karla: KarlaPort = {
    async upsertOrder(body) {
      bodies.push(body);
    },
    shipmentsOf: async () => [],
    addShipmentEvent: async () => {},
    parcelsOf: async () => [],
    trackpageUrl: async () => "https://track.example.com/1",
  };
  await sabotageDeliveries(karla, sabotage).upsertOrder(told, "1");
  return bodies.join();
}

describe("a sabotage breaks one thing and leaves the rest whole", () => {
  test("none changes nothing", async () => expect(await sent(undefined)).toBe(BODY));

  test("drop-tracking loses all parcels", async () => {
    expect(JSON.parse(await sent("drop-tracking"))).toEqual({ ...JSON.parse(BODY), trackings: [] });
  });

  test("round-money cuts the cents", async () => {
    expect(JSON.parse(await sent("round-money"))).toMatchObject({ order: { total_order_price: 29 } });
  });

  test("drop-note-attributes loses them, whatever brackets and quotes are in them", async () => {
    const { order } = JSON.parse(await sent("drop-note-attributes"));
    expect(order.order_analytics).toEqual({ note_attributes: [], landing_site: "/" });
  });

  test("drop-note-attributes loses the codes of an order of Shopware, which has none of the others", async () => {
    const codes = { affiliate_code: 'A"7', campaign_code: "sommer-25", landing_site: "/" };
    const body = JSON.stringify({ order: { order_analytics: { note_attributes: [], ...codes } } });
    const { order } = JSON.parse(await sent("drop-note-attributes", body));
    expect(order.order_analytics).toEqual({ note_attributes: [], landing_site: "/" });
  });

  test("ack-only acknowledges more than it stores", async () => {
    const stored: unknown[] = [];
    const inbox = sabotageInbox(
      {
        async accept(events) {
          stored.push(...events);
          return events.map(() => "stored");
        },
      },
      "ack-only",
    );
    expect(await inbox.accept(["1", "2", "3"].map((lane) => eventFor(lane)))).toEqual(["stored", "stored", "stored"]);
    expect(stored).toHaveLength(2);
  });

  test("drop-event loses one event of Karla's, and acknowledges it", async () => {
    const stored: string[] = [];
    const inbox = sabotageInbox(
      {
        async accept(events) {
          stored.push(...events.map(({ laneKey }) => laneKey));
          return events.map(() => "stored");
        },
      },
      "drop-event",
    );
    const outForDelivery = { source: "karla", topic: "karla/shipment_out_for_delivery" } as const;
    const events = [eventFor("1"), ...["2", "3"].map((lane) => eventFor(lane, outForDelivery))];
    expect(await inbox.accept(events)).toEqual(["stored", "stored", "stored"]);
    expect(stored).toEqual(["1", "3"]);
  });

  test("double-effect tells a shop of the first event twice, and of the next one once", async () => {
    const told: string[] = [];
    const announcer = sabotageAnnouncer(
      {
        async announce(_, { id }) {
          told.push(id);
          return { outcome: "announced" };
        },
        noteTrackpage: async () => {},
      },
      "double-effect",
    );
    for (const id of ["a", "b"]) await announcer?.announce(SHOP_A, { ...ANNOUNCEMENT, id });
    expect(told).toEqual(["a", "a", "b"]);
  });
});
