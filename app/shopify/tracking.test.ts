import fc from "fast-check";
import { expect, test } from "vitest";
import { parcelsOf } from "./tracking.ts";

const pairs = (fields: Parameters<typeof parcelsOf>[0]) =>
  parcelsOf(fields).map(({ trackingNumber, trackingUrl }) => [trackingNumber, trackingUrl]);
const A = "https://t.example.com/?n=A1";
const B = "https://t.example.com/?n=B2";

test("a number gets the URL it stands in, whatever the order of the lists", () => {
  expect(pairs({ tracking_numbers: ["A1", "B2"], tracking_urls: [B, A] })).toEqual([
    ["A1", A],
    ["B2", B],
  ]);
});

test("a number that another one begins with does not get the other's URL", () => {
  const url = "https://t.example.com/?n=123456";
  expect(pairs({ tracking_numbers: ["1234", "123456"], tracking_urls: [url] })).toEqual([
    ["1234", null],
    ["123456", url],
  ]);
});

test("a number with spaces is found in its encoded spelling", () => {
  const url = "https://t.example.com/?n=12%2034";
  expect(pairs({ tracking_numbers: ["12 34", "9"], tracking_urls: ["https://t.example.com/", url] })[0]).toEqual([
    "12 34",
    url,
  ]);
});

test("the only number gets the only URL", () => {
  const url = "https://t.example.com/home";
  expect(pairs({ tracking_number: "1", tracking_url: url })).toEqual([["1", url]]);
});

test("lists of one length are parallel as long as no URL names another number", () => {
  const plain = ["https://t.example.com/x", "https://t.example.com/y"];
  expect(pairs({ tracking_numbers: ["A1", "B2"], tracking_urls: plain })).toEqual([
    ["A1", plain[0]],
    ["B2", plain[1]],
  ]);
  expect(pairs({ tracking_numbers: ["A1", "B2"], tracking_urls: ["https://t.example.com/x", A] })).toEqual([
    ["A1", A],
    ["B2", null],
  ]);
});

test("with more URLs than numbers, or fewer, none is guessed", () => {
  expect(
    pairs({ tracking_numbers: ["1"], tracking_urls: ["https://x.example.com/", "https://y.example.com/"] }),
  ).toEqual([["1", null]]);
  expect(pairs({ tracking_numbers: ["1", "2"], tracking_urls: ["https://x.example.com/"] })).toEqual([
    ["1", null],
    ["2", null],
  ]);
});

test("numbers are trimmed, none empty, each once; what is inside them stays", () => {
  const numbers = [" A1 ", "A1", "", "  ", "003404341610 94042564", "1, 2", "=cmd()", "<b>", null, {}, "\u0000"];
  expect(pairs({ tracking_numbers: numbers, tracking_number: "B2 " }).map(([number]) => number)).toEqual([
    "A1",
    "003404341610 94042564",
    "1, 2",
    "=cmd()",
    "<b>",
    "B2",
  ]);
});

test.each([
  "javascript:alert(1)",
  "data:text/html,x",
  "https://",
  "//t.example.com/1",
  "ftp://t.example.com",
  "1",
  "http:1",
])("%s is no link", (url) => {
  expect(pairs({ tracking_number: "1", tracking_url: url })).toEqual([["1", null]]);
});

test("a link with line breaks in it is written as a link is", () => {
  expect(pairs({ tracking_number: "1", tracking_url: " https://t.example.com/a b\n?n=1 " })).toEqual([
    ["1", "https://t.example.com/a%20b?n=1"],
  ]);
});

test("whatever the lists, every number is there once, and a link is one that was sent", () => {
  const text = fc.constantFrom(
    "1",
    "12",
    " 12",
    "3",
    "",
    "https://x.example.com/12",
    "https://y.example.com/",
    "http://z/3",
  );
  const list = fc.array(text, { maxLength: 5 });
  fc.assert(
    fc.property(list, list, text, text, (numbers, urls, number, url) => {
      const parcels = parcelsOf({
        tracking_numbers: numbers,
        tracking_urls: urls,
        tracking_number: number,
        tracking_url: url,
      });
      const expected = new Set([...numbers, number].map((one) => one.trim()).filter((one) => one !== ""));
      expect(parcels.map(({ trackingNumber }) => trackingNumber)).toEqual([...expected]);
      for (const { trackingUrl } of parcels) if (trackingUrl !== null) expect([...urls, url]).toContain(trackingUrl);
    }),
  );
});
