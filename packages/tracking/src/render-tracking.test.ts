import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LOCALES } from "./locale.ts";
import { hostileText, orderJson } from "./order-json.arbitrary.ts";
import { renderTracking } from "./render-tracking.ts";
import { textOf } from "./text-of.fixture.ts";
import { readTrackedOrder } from "./tracked-order.ts";
import { trackingViewOf } from "./tracking-view.ts";

const NOW = Date.UTC(2026, 2, 5, 12);
const PAGE = { locale: "en", timeZone: "Europe/Berlin" } as const;

const viewOf = (json: object) =>
  trackingViewOf(readTrackedOrder({ order_number: "1001", ...json }) ?? expect.fail("is an order"), { now: NOW });
const parcel = (change: object) => ({ id: "1", carrier: { tracking_number: "A1" }, phase: "in_transit", ...change });
const render = (json: object, page: Partial<Parameters<typeof renderTracking>[1]> = {}) =>
  renderTracking(viewOf(json), { ...PAGE, ...page });
const event = (change: object) => ({
  event_key: "IN_TRANSIT",
  phase: "in_transit",
  time: "2026-03-05T09:30:00Z",
  ...change,
});

const TAG =
  /^<\/?(?:section|header|footer|h2|h3|h4|p|ol|ul|li|dl|div|dt|dd|a|time|span|strong|bdi|address|details|summary)((?: [a-z-]+="[^"<>]*")*)>$/;
const ATTRIBUTE = /^(?:class|lang|href|rel|datetime|role|aria-label|aria-current)$/;

/** What in a fragment is neither a tag that we write nor text. */
function foreignIn(html: string): string[] {
  const tags = html.match(/<[^>]*>?/g) ?? [];
  const attributes = tags.flatMap((tag) =>
    [...(TAG.exec(tag)?.[1] ?? "").matchAll(/ ([a-z-]+)=/g)].map(([, name = ""]) => name),
  );
  return [
    ...tags.filter((tag) => !TAG.test(tag)),
    ...attributes.filter((name) => !ATTRIBUTE.test(name)),
    ...(html.replaceAll(/<[^>]*>/g, "").match(/[<>]/g) ?? []),
    ...(html.match(/[{}%]/g) ?? []),
    ...(html.match(/href="(?!https:\/\/)[^"]*"/g) ?? []),
  ];
}

describe("P14: what came from outside", () => {
  test("is text and nothing else, whatever stands in whichever field", () => {
    fc.assert(
      fc.property(orderJson, fc.constantFrom(...LOCALES), (json, locale) => {
        const order = readTrackedOrder({ order_number: "1", ...json });
        if (order === null) return;
        expect(foreignIn(renderTracking(trackingViewOf(order, { now: NOW }), { ...PAGE, locale }))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("can be read as it was meant", () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const order = readTrackedOrder({ order_number: "1", order_name: name });
        const shown = textOf(renderTracking(trackingViewOf(order ?? expect.fail(), { now: NOW }), PAGE));
        expect(shown).toContain((order?.name ?? "").replaceAll(/\s+/g, " ").trim());
      }),
    );
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "http://example.com/",
    "//example.com/x",
    "https://a:b@example.com/",
  ])("%s is no link", (url) => {
    const html = render(
      { trackings: [parcel({ carrier: { tracking_number: "A1", tracking_url: url } })] },
      { resolveUrl: url },
    );
    expect(html).toContain("A1");
    expect(html).not.toContain("<a ");
  });

  test("a carrier's https page is a link that gives nothing away", () => {
    const tracking_url = "https://example.com/t?n=A1&l=%7B%7Bde%7D%7D";
    expect(render({ trackings: [parcel({ carrier: { tracking_number: "A1", tracking_url } })] })).toContain(
      'href="https://example.com/t?n=A1&amp;l=&#37;7B&#37;7Bde&#37;7D&#37;7D" rel="noopener noreferrer"',
    );
  });
});

describe("the page around it", () => {
  test("gives the slot, which is put below the status as it is", () => {
    expect(render({}, { slot: '<p id="campaign">{{ offer }}</p>' })).toMatch(
      /<\/header>\s*<div class="karla-slot"><p id="campaign">\{\{ offer \}\}<\/p><\/div>/,
    );
  });

  test("may say where something wrong is reported: on its own site or by https", () => {
    expect(render({}, { resolveUrl: "/apps/karla/resolve?a=1&b=2" })).toContain(
      'href="/apps/karla/resolve?a=1&amp;b=2"',
    );
    expect(render({})).not.toContain("<a ");
  });

  test("decides in which zone times are told, and UTC is called by its name", () => {
    const json = { trackings: [parcel({ events: [event({ time: "2026-03-05T23:30:00Z" })] })] };
    expect(textOf(render(json))).toContain("Fri, Mar 6, 12:30 AM");
    expect(textOf(render(json, { timeZone: "UTC" }))).toContain("Thu, Mar 5, 11:30 PM UTC");
  });

  test("decides the language, and the fragment says which it is", () => {
    expect(render({}, { locale: "pl" })).toContain('lang="pl"');
  });
});

describe("an event", () => {
  const wordsOf = (change: object, locale: "de" | "en" | "da" = "de") =>
    /karla-event-words">(.*?)<\/span>/.exec(
      render({ trackings: [parcel({ events: [event(change)] })] }, { locale }),
    )?.[1];
  const label = (list_label: string) => ({ event_strings: { list_label } });

  test("that we know has our words", () => {
    expect(wordsOf({ event_key: "out_for_delivery", ...label("Out"), language: "en" })).toBe("In Zustellung");
  });
  test("that we do not know has the core's words where they are in the page's language", () => {
    const unknown = { event_key: "PACKAGE_TELEPORTED", ...label("Teleportiert"), language: "de" };
    expect(wordsOf(unknown)).toBe("Teleportiert");
    expect(wordsOf({ ...unknown, language: "dk" }, "da")).toBe("Teleportiert");
  });
  test("else is called as its phase, and only else in another language, which is marked", () => {
    const unknown = { event_key: "PACKAGE_TELEPORTED", ...label("Teleported"), language: "en" };
    expect(wordsOf(unknown)).toBe("Unterwegs");
    expect(wordsOf({ ...unknown, phase: null })).toBe('<span lang="en">Teleported');
    expect(wordsOf({ event_key: "PACKAGE_TELEPORTED", phase: null })).toBe("Package teleported");
  });
  test("is behind one more press where there are many, and never alone", () => {
    const folded = (count: number) =>
      textOf(render({ trackings: [parcel({ events: Array.from({ length: count }, () => event({})) })] })).match(
        /\d+ earlier.*/,
      )?.[0];
    expect([3, 4].map(folded)).toEqual([undefined, undefined]);
    expect(folded(5)).toMatch(/^2 earlier events/);
  });
});

test("opening hours by day have weekdays in the page's language, and others the carrier's words", () => {
  const hours = (opening_hours: object) =>
    textOf(
      render({ trackings: [parcel({ phase: "collect", pickup: { name: "Kiosk", opening_hours } })] }, { locale: "de" }),
    ).match(/Öffnungszeiten (.*) Sendungsnummer/)?.[1];
  expect(hours({ Monday: "8-19", tuesday: "8-19", sunday: "9-14" })).toBe("Montag – Dienstag: 8-19 Sonntag: 9-14");
  expect(hours({ monday: "8-19", holidays: "9-14" })).toBe("monday: 8-19 holidays: 9-14");
});

test("an arrival is a day, a time, a window of one day, or the carrier's own words", () => {
  const arrival = (time_prediction: string, locale: "de" | "en" = "en") =>
    /karla-when">(.*?)<\/strong>/.exec(
      render({ trackings: [parcel({ estimated_arrival: { time_prediction, language: "en" } })] }, { locale }),
    )?.[1];
  expect(arrival("2026-03-06")).toBe('<time datetime="2026-03-06">Friday, March 6</time>');
  expect(textOf(arrival("2026-03-06T13:00:00Z/2026-03-06T15:00:00Z", "de") ?? "")).toMatch(
    /^Freitag, 6\. März, 14:00.+16:00/,
  );
  expect(textOf(arrival("2026-03-06/2026-03-08", "de") ?? "")).toMatch(/^Freitag, 6\..+Sonntag, 8\. März$/);
  expect(textOf(arrival("2026-03-08/2026-03-06") ?? "")).toBe("Friday, March 6");
  expect(arrival("Tomorrow", "de")).toBe('<span lang="en">Tomorrow</span>');
});

test("an amount in a currency that nobody knows is shown with its code", () => {
  const total = (currency: string) => textOf(render({ total_order_price: 5.5, currency }));
  expect(total("EUR")).toContain("€5.50");
  expect(total("XQX")).toMatch(/XQX\s?5\.50/);
  expect(total("euros")).toContain("5.5 euros");
});
