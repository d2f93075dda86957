import { expect, test } from "vitest";
import type { Locale } from "./locale.ts";
import { PREVIEW_STATES, PREVIEWS, type PreviewState } from "./previews.ts";
import { renderTracking } from "./render-tracking.ts";
import { textOf } from "./text-of.fixture.ts";
import { readTrackedOrder } from "./tracked-order.ts";
import { trackingViewOf } from "./tracking-view.ts";

const NOW = Date.UTC(2026, 2, 5, 12);

function pageOf(state: PreviewState, locale: Locale): string {
  const order = readTrackedOrder(PREVIEWS[state](NOW)) ?? expect.fail(state);
  return renderTracking(trackingViewOf(order, { now: NOW }), { locale, timeZone: "Europe/Berlin" });
}

/** What stands on top, before the first card. */
function firstSeen(state: PreviewState, locale: Locale): string {
  return textOf(pageOf(state, locale).split("</header>")[0] ?? "");
}

const SENTENCES: readonly [state: PreviewState, en: string, de: string][] = [
  [
    "unfulfilled",
    "Order received We have your order and will prepare it soon.",
    "Bestellung eingegangen Wir haben Ihre Bestellung und bereiten sie bald vor.",
  ],
  [
    "one_parcel",
    "On its way The carrier has your order. Expected delivery Friday, March 6",
    "Unterwegs Der Versanddienst hat Ihre Bestellung. Voraussichtliche Zustellung Freitag, 6. März",
  ],
  [
    "split",
    "On its way The carrier has your order. 1 of 2 parcels delivered",
    "Unterwegs Der Versanddienst hat Ihre Bestellung. 1 von 2 Paketen zugestellt",
  ],
  [
    "partly_shipped",
    "Partly on its way Part of your order is on its way. Below you see which. Expected delivery Friday, March 6",
    "Teilweise unterwegs Ein Teil Ihrer Bestellung ist unterwegs. Unten sehen Sie, welcher. Voraussichtliche Zustellung Freitag, 6. März",
  ],
  [
    "delayed",
    "Delayed Your order takes longer than planned. Expected delivery Saturday, March 7 – Monday, March 9",
    "Verspätet Ihre Bestellung braucht länger als geplant. Voraussichtliche Zustellung Samstag, 7. – Montag, 9. März",
  ],
  [
    "out_for_delivery",
    "Out for delivery Your order is in the delivery vehicle. Expected delivery Thursday, March 5, 2:00 – 4:00 PM",
    "In Zustellung Ihre Bestellung ist im Zustellfahrzeug. Voraussichtliche Zustellung Donnerstag, 5. März, 14:00–16:00 Uhr",
  ],
  ["pickup_waiting", "Ready to collect Your order is waiting for you.", "Abholbereit Ihre Bestellung wartet auf Sie."],
  ["delivered", "Delivered Delivered to the letterbox", "Zugestellt In den Briefkasten gelegt"],
  [
    "delivered_to_neighbour",
    "Delivered Left with your neighbour Kim Example Example Street 3",
    "Zugestellt Bei Ihrem Nachbarn abgegeben: Kim Example Example Street 3",
  ],
  [
    "failed",
    "There is a problem Could not be delivered: problem with the address",
    "Es gibt ein Problem Zustellung nicht möglich: Problem mit der Adresse",
  ],
  [
    "returned",
    "Going back to the sender Refused, going back to the sender",
    "Zurück an den Absender Annahme verweigert, geht zurück an den Absender",
  ],
  [
    "return_on_its_way",
    "Return on its way Your return is on its way to the shop.",
    "Rücksendung unterwegs Ihre Rücksendung ist auf dem Weg zum Shop.",
  ],
  [
    "cancelled",
    "Cancelled This order was cancelled and will not be sent.",
    "Storniert Diese Bestellung wurde storniert und wird nicht verschickt.",
  ],
  [
    "digital_only",
    "Nothing to ship Nothing in this order is sent by parcel.",
    "Nichts zu verschicken Aus dieser Bestellung wird nichts als Paket verschickt.",
  ],
  [
    "several_carriers",
    "On its way The carrier has your order. 0 of 2 parcels delivered",
    "Unterwegs Der Versanddienst hat Ihre Bestellung. 0 von 2 Paketen zugestellt",
  ],
  [
    "arrival_passed",
    "On its way The carrier has your order. Was expected Monday, March 2 It has not arrived yet. As soon as the carrier tells us more, you will see it here.",
    "Unterwegs Der Versanddienst hat Ihre Bestellung. War erwartet Montag, 2. März Es ist noch nicht angekommen. Sobald der Versanddienst mehr meldet, steht es hier.",
  ],
];

test.each(SENTENCES)("a customer sees at once what %s means", (state, en, de) => {
  expect(firstSeen(state, "en")).toBe(`Order #1001 ${en}`);
  expect(firstSeen(state, "de")).toBe(`Bestellung #1001 ${de}`);
});

test("every preview has its sentences", () => {
  expect(SENTENCES.map(([state]) => state)).toEqual([...PREVIEW_STATES]);
});

test("what waits at a shop says where, until when, and when that is open", () => {
  expect(textOf(pageOf("pickup_waiting", "en"))).toContain(
    "Parcel shop Example Kiosk Example Street 12 10115 Berlin Collect by Thursday, March 12 Opening hours Mo-Fr 08:00-19:00 Sa 09:00-14:00",
  );
});

test("what is in which parcel, and what in none, is said by the piece", () => {
  expect(textOf(pageOf("partly_shipped", "en"))).toMatch(
    /In this parcel 1 × Blue shirt M .*Not in a parcel yet 1 × Blue shirt M 1 × Stoneware mug/,
  );
  expect(textOf(pageOf("split", "de"))).toMatch(/Paket 1 von 2 .*2 × Blue shirt M .*Paket 2 von 2 .*1 × Stoneware mug/);
});
