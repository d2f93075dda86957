import { expect, test } from "vitest";
import { parcelsIn } from "./read-track-page.ts";

const item = (time: string, words: string, place: string) =>
  `<li class="karla-event"><span class="karla-event-at"><time datetime="${time}">3 Mar</time></span> <span class="karla-event-words">${words}</span> <bdi class="karla-event-place">${place}</bdi></li>\n`;

test("a page has the parcels that have a number, with all that happened to them", () => {
  const html = `<main><section class="karla-parcel">
<dl><bdi class="karla-number">A1</bdi></dl><ol class="karla-events">
${item("2026-03-03T08:00:00.000Z", "Delivered", "Köln, DE")}</ol><details>
${item("2026-03-03T06:00:00.000Z", "Out for delivery", "Köln, DE")}</details></section>
<section class="karla-parcel"><h3>Not in a parcel yet</h3></section></main>`;
  expect(parcelsIn(html)).toEqual([
    {
      number: "A1",
      events: [
        { at: Date.UTC(2026, 2, 3, 8), words: "Delivered", place: "Köln, DE" },
        { at: Date.UTC(2026, 2, 3, 6), words: "Out for delivery", place: "Köln, DE" },
      ],
    },
  ]);
});
