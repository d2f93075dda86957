import { expect, test } from "vitest";
import { renderFinder } from "./finder.ts";
import { textOf } from "./text-of.fixture.ts";

const finder = (change: Partial<Parameters<typeof renderFinder>[0]> = {}) =>
  renderFinder({ locale: "en", action: "/track/shop", missed: false, ...change });

test("it asks for order number and zip code, by GET and without a script", () => {
  const html = finder();
  expect(html).toMatch(/<form class="karla-finder" method="get" action="\/track\/shop"/);
  expect(html).toMatch(
    /<label for="karla-order-number">Order number<\/label>\s*<input [^>]*id="karla-order-number" name="orderNumber"/,
  );
  expect(html).toMatch(
    /<label for="karla-zip-code">Zip code<\/label>\s*<input [^>]*id="karla-zip-code" name="zipCode"/,
  );
  expect(html).not.toMatch(/<script|alert|aria-invalid/);
  expect(textOf(finder({ locale: "de" }))).toBe("Bestellung finden Bestellnummer Postleitzahl Bestellung anzeigen");
});

test("a miss is told at once, and belongs to both fields", () => {
  const html = finder({ missed: true });
  expect(html).toMatch(/id="karla-finder-error" role="alert">We could not find this order/);
  expect(html.match(/aria-invalid="true" aria-describedby="karla-finder-error"/g)).toHaveLength(2);
});

test("what was typed stays, as text", () => {
  const html = finder({ values: { orderNumber: '"><script>{{x}}', zipCode: "10115" } });
  expect(html).toContain('value="&quot;&gt;&lt;script&gt;&#123;&#123;x&#125;&#125;"');
  expect(html).toContain('value="10115"');
});

test.each(["", "javascript:alert(1)", "//example.com"])("the action %j sends the form to its own page", (action) => {
  expect(finder({ action })).toContain('<form class="karla-finder" method="get" lang="en">');
});
