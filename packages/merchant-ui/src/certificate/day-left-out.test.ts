import { createElement } from "react";
import { expect, test } from "vitest";
import { renderPage } from "../render-page.fixture.ts";
import { CertificatePage } from "./certificate-page.tsx";
import { certificateActions, certificateReady } from "./certificate-states.fixture.ts";
import type { OpenedDay } from "./data.ts";
import { leftOut, sumsOn } from "./days.fixture.ts";

const DAY = "2026-11-24";

function drawn(named: OpenedDay["leftOut"], skipped: OpenedDay["sums"]["skipped"]): string {
  const opened = { sums: sumsOn(DAY, { skipped }), gaps: [], leftOut: named, finds: [] };
  const data = { ...certificateReady, day: DAY, opened };
  return renderPage(createElement(CertificatePage, { data, actions: certificateActions }), "en");
}

/** Of each table what it is of, and the orders in it. */
const tablesOf = (html: string) =>
  [...html.matchAll(/<caption>(.*?)<\/caption>(.*?)<\/table>/g)].map(([, caption, rows]) => ({
    caption,
    orders: [...(rows?.matchAll(/#\d+/g) ?? [])].map(([name]) => name),
  }));

test("the orders that were left out are listed below the reason they have, each with the way to it", () => {
  const named = [leftOut("1", "test_order"), leftOut("2", "no_zip"), leftOut("3", "test_order")];
  const html = drawn(named, { test_order: 2, no_zip: 1 });
  expect(tablesOf(html)).toEqual([
    { caption: "2 orders: This is a test order. Test orders do not go to Karla.", orders: ["#1", "#3"] },
    {
      caption: "1 order: The delivery address has no postal code. Add it in the order and it is sent.",
      orders: ["#2"],
    },
  ]);
  expect(html).toContain('href="https://shop.example.com/orders/2"');
  expect(html).not.toMatch(/And \d+ more/);
});

test("where not all of a reason are named it says how many more there are", () => {
  const html = drawn([leftOut("1", "test_order"), leftOut("2", "no_zip")], { test_order: 3, no_zip: 1 });
  expect(html.match(/And \d+ more/g)).toEqual(["And 2 more"]);
});

test("of a reason of which none is named it says how many there were", () => {
  const html = drawn([], { test_order: 3 });
  expect(html).toContain("3 orders: This is a test order.");
  expect(tablesOf(html)).toEqual([]);
  expect(html).not.toMatch(/And \d+ more/);
});
