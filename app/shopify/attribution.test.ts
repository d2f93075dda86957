import fc from "fast-check";
import { expect, test } from "vitest";
import { attributionOf } from "./attribution.ts";

const of = (landingSite: string, ref: string | null = null) =>
  attributionOf({ landing_site: landingSite, landing_site_ref: ref });

test.each([
  ["/?ref=summer", "summer"],
  ["/products/pot?utm_source=mail&ref=a%20b+c", "a b c"],
  ["https://muster.example.com/?ref=one&ref=two#ref=three", "one"],
  ["/wallets/checkouts.json", null],
  ["/admin", null],
  ["/#?ref=no", null],
  ["/?ref=", null],
  ["/?ref=%zz%e4", "%zz\ufffd"],
  ["/?ref=a%00b", "ab"],
  ["https://[broken?ref=x", "x"],
  ["javascript:alert(1)?ref=y", "y"],
])("the ref of %j is %j", (site, ref) => {
  expect(of(site)).toMatchObject({ landingSite: site, landingSiteRef: ref });
});

test("a ref that Shopify states is taken before the one in the query", () => {
  expect(of("/?ref=query", "stated").landingSiteRef).toBe("stated");
});

test("all UTM parameters are collected, the first of each, and nothing else", () => {
  expect(of("/?utm_source=mail&UTM_Campaign=autumn&utm_source=other&gclid=1&utm_=x&utm_term=").utm).toEqual({
    utm_source: "mail",
    utm_campaign: "autumn",
  });
});

test("it never throws, and the site stays as written", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      const site = `/?ref=${text}&utm_${text}=${text}`;
      expect(of(site).landingSite).toBe(site.replaceAll("\u0000", "").toWellFormed());
    }),
  );
});
