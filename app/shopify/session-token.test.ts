import { expect, test } from "vitest";
import { forLibrary, sessionTokenIn, soundClaims } from "./session-token.ts";

const GOOD = {
  iss: "https://tea.myshopify.com/admin",
  dest: "https://tea.myshopify.com",
  aud: "client-id",
  sub: "1",
  exp: 1_800_000_060,
  nbf: 1_800_000_000,
  iat: 1_800_000_000,
  sid: "s",
};

test("a token as Shopify makes it tells the shop, its age and its session", () => {
  const claims = { shop: "tea.myshopify.com", issuedAt: 1_800_000_000_000, session: "tea.myshopify.com s" };
  expect(soundClaims(GOOD)).toEqual(claims);
  expect(soundClaims({ ...GOOD, sid: undefined })).toEqual({ ...claims, session: "tea.myshopify.com 1" });
});

test.each(["gid://shopify/Customer/7", "GID://shopify/Customer/7"])(
  "a customer is no member of staff, whatever else his token says: %s",
  (sub) => expect(soundClaims({ ...GOOD, sub })).toBeNull(),
);

test.each([null, undefined, "", [], {}, "e30"])("%j is no token's content", (payload) =>
  expect(soundClaims(payload)).toBeNull(),
);

const request = (query: string, headers: Record<string, string> = {}) =>
  new Request(`https://app.example.com/app?shop=tea${query}`, { headers });

test("the token of a request is the header's, else the query's if it is alone there", () => {
  expect(sessionTokenIn(request(""))).toBeNull();
  expect(sessionTokenIn(request("&id_token=a.b.c"))).toBe("a.b.c");
  expect(sessionTokenIn(request("&id_token=a.b.c", { Authorization: "Bearer d.e.f" }))).toBe("d.e.f");
  expect(sessionTokenIn(request("&id_token=a.b.c&id_token=d.e.f"))).toBe("refused");
});

test("the library sees one token: the sound one, or one that it refuses", () => {
  const seen = (given: Request, sound: boolean) => {
    const { url, headers } = forLibrary(given, sound);
    return [new URL(url).searchParams.getAll("id_token"), headers.get("Authorization")];
  };
  const both = request("&id_token=a.b.c", { Authorization: "Bearer d.e.f" });
  expect(seen(both, true)).toEqual([[], "Bearer d.e.f"]);
  expect(seen(both, false)).toEqual([[], "Bearer refused"]);
  expect(seen(request("&id_token=a.b.c"), true)).toEqual([["a.b.c"], null]);
  expect(seen(request("&id_token=a.b.c&id_token=d.e.f"), false)).toEqual([["refused"], null]);
});
