import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyProxyRequest } from "./verify-proxy-request.ts";

const SECRETS = ["hush", "hush-before"];
const NOW = Date.UTC(2026, 10, 30);
const SHOPIFYS = ["shop", "timestamp", "path_prefix", "logged_in_customer_id", "signature"];

const own = [
  ["shop", "tea.myshopify.com"],
  ["timestamp", String(NOW / 1_000)],
  ["path_prefix", "/de-at/apps/karla"],
  ["logged_in_customer_id", "7"],
] as const;

/** Whatever a customer may write into an address. */
const asked = fc.array(
  fc.tuple(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }).filter((name) => !SHOPIFYS.includes(name)),
    fc.string({ unit: "grapheme", maxLength: 8 }),
  ),
  { maxLength: 6 },
);

function signed(params: readonly (readonly [string, string])[], secret: string): string {
  const query = new URLSearchParams(params.map(([name, value]) => [name, value]));
  const pairs = [...new Set(query.keys())].map((name) => Buffer.from(`${name}=${query.getAll(name).join(",")}`));
  const message = Buffer.concat(pairs.sort(Buffer.compare));
  query.append("signature", createHmac("sha256", secret).update(message).digest("hex"));
  return query.toString();
}

const verify = (query: string) => verifyProxyRequest(query, { secrets: SECRETS, now: NOW });

test("whatever is asked for, in whatever order, is verified as it was signed, and is there to be read", () => {
  fc.assert(
    fc.property(asked, fc.nat(9), fc.constantFrom(...SECRETS), (params, place, secret) => {
      const verdict = verify(signed([...params.slice(0, place), ...own, ...params.slice(place)], secret));
      expect(verdict).toMatchObject({
        outcome: "verified",
        request: { shop: "tea.myshopify.com", pathPrefix: "/de-at/apps/karla", customerId: "7" },
      });
      const read = verdict.outcome === "verified" ? [...verdict.request.asked] : [];
      expect(read).toEqual(params.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]));
    }),
  );
});

test("one character that is another one is not verified, wherever it stands", () => {
  fc.assert(
    fc.property(asked, fc.nat(), fc.constantFrom("0", "z", "%20"), (params, seed, other) => {
      const query = signed([...params, ...own], "hush");
      const at = seed % query.length;
      const changed = query.slice(0, at) + other + query.slice(at + 1);
      // The same request in another spelling is the same request.
      const same = new URLSearchParams(changed).toString() === new URLSearchParams(query).toString();
      if (!same) expect(verify(changed)).toMatchObject({ outcome: "refused" });
    }),
  );
});

test("any text at all gets a verdict", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (query) => void expect(verify(query).outcome).toBe("refused")));
});

test.each([
  ["/apps/karla", "guest", ""],
  ["/a/karla-2", "guest", ""],
  ["/en-gb/tools/karla_track", "customer", "207119551"],
])("a storefront may have the app at %s, for a %s", (path, _who, customer) => {
  const params = [own[0], own[1], ["path_prefix", path], ["logged_in_customer_id", customer]] as const;
  expect(verify(signed(params, "hush"))).toMatchObject({
    request: { pathPrefix: path, customerId: customer === "" ? null : customer },
  });
});

test.each([
  ["path_prefix", "//evil.example.com/karla"],
  ["path_prefix", "/apps/karla/../x"],
  ["path_prefix", "javascript:alert(1)"],
  ["path_prefix", ""],
  ["logged_in_customer_id", "7 or 8"],
  ["shop", "tea.myshopify.com.evil.example.com"],
  ["shop", ""],
])("what Shopify never sends is refused, though it is signed: %s=%j", (name, value) => {
  const params = own.map(([each, usual]) => [each, each === name ? value : usual] as const);
  expect(verify(signed(params, "hush"))).toMatchObject({ outcome: "refused", status: 400 });
});
