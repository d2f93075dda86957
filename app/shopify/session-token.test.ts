import { expect, test } from "vitest";
import { hasSoundClaims, withSoundToken } from "./session-token.ts";

const GOOD = {
  iss: "https://tea.myshopify.com/admin",
  dest: "https://tea.myshopify.com",
  aud: "client-id",
  sub: "1",
  exp: 1_800_000_060,
  nbf: 1_800_000_000,
};
const token = (changes: object) =>
  `e30.${Buffer.from(JSON.stringify({ ...GOOD, ...changes })).toString("base64url")}.c2ln`;

test("a token as Shopify makes it is sound", () => expect(hasSoundClaims(token({}))).toBe(true));

test.each([
  ["has no end", { exp: undefined }],
  ["has no beginning", { nbf: undefined }],
  ["is for several apps", { aud: ["client-id", "other"] }],
  ["comes from another shop than it is for", { iss: "https://other.myshopify.com/admin" }],
  ["is for no shop", { dest: "https://evil.example.com", iss: "https://evil.example.com/admin" }],
  ["is for a shop by plain http", { dest: "http://tea.myshopify.com", iss: "http://tea.myshopify.com/admin" }],
  ["has a path", { dest: "https://tea.myshopify.com/x", iss: "https://tea.myshopify.com/x/admin" }],
  ["has a port", { dest: "https://tea.myshopify.com:8080", iss: "https://tea.myshopify.com:8080/admin" }],
  ["has a user", { dest: "https://a@tea.myshopify.com", iss: "https://a@tea.myshopify.com/admin" }],
  ["spells the shop in another way", { dest: "https://TEA.myshopify.com", iss: "https://TEA.myshopify.com/admin" }],
  ["names no shop", { dest: undefined }],
])("a token that %s is not", (_, changes) => expect(hasSoundClaims(token(changes))).toBe(false));

test.each(["", "a", "a.b.c", "..", "e30.e30.e30", "null", `e30.${Buffer.from("null").toString("base64url")}.x`])(
  "%j is none",
  (text) => expect(hasSoundClaims(text)).toBe(false),
);

test("only an unsound token is taken out of a request, in either place", () => {
  const sound = `https://app.example.com/app?shop=tea&id_token=${token({})}`;
  const asked = (url: string, bearer: string) => {
    const request = withSoundToken(new Request(url, { headers: { Authorization: `Bearer ${bearer}` } }));
    return [new URL(request.url).searchParams.get("id_token"), request.headers.get("Authorization")];
  };
  expect(asked(sound, token({}))).toEqual([token({}), `Bearer ${token({})}`]);
  expect(asked(sound, token({ exp: null }))).toEqual([token({}), "Bearer refused"]);
  expect(asked(`${sound}&id_token=${token({})}`, token({}))[0]).toBe("refused");
});
