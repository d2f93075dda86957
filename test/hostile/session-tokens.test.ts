import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { askAdmin, bearer } from "../http/ask-admin.ts";
import { SHOP, startAdmin } from "../http/running-admin.ts";
import { base64url, type Forgery, forgeToken } from "./forge-token.ts";

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin();
  // Installed, so that no answer depends on what the token endpoint makes of a token.
  await askAdmin(admin, "/app.data", { headers: bearer(admin.sessionToken()) });
});
afterAll(() => admin.stop());
afterEach(() => void vi.useRealTimers());

const forge = (forgery: Partial<Forgery> = {}) =>
  forgeToken({ clientId: admin.clientId, secret: admin.clientSecret, ...forgery });

/** What the page's own requests are answered, and where a document is sent. */
async function answers(token: string): Promise<{ data: number; document: string }> {
  const data = await askAdmin(admin, "/app.data", { headers: bearer(token) });
  const document = await askAdmin(admin, `/app?${admin.query(token)}`);
  const location = document.headers.get("Location") ?? "";
  return { data: data.status, document: location === "" ? String(document.status) : (location.split("?")[0] ?? "") };
}
const ACCEPTED = { data: 200, document: "200" };
/** App Bridge comes again with a fresh token, in both cases. */
const REFUSED = { data: 401, document: "/auth/session-token" };

test("a token as Shopify makes it is accepted", async () => expect(await answers(forge())).toEqual(ACCEPTED));

describe("J1 a token that is signed in another way", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const byStranger = (content: string) => sign("sha256", Buffer.from(content), privateKey).toString("base64url");
  const jwk = publicKey.export({ format: "jwk" });
  const theirs = (content: string) => createHmac("sha256", "theirs").update(content).digest("base64url");
  const bySha512 = (content: string) => createHmac("sha512", admin.clientSecret).update(content).digest("base64url");

  test.each<[string, () => Partial<Forgery>]>([
    ["not at all", () => ({ header: { alg: "none" }, sign: () => "" })],
    ["not at all, and says so otherwise", () => ({ header: { alg: "nOnE" }, sign: () => "" })],
    ["not at all, although it says HS256", () => ({ sign: () => "" })],
    ["by HS512", () => ({ header: { alg: "HS512" }, sign: bySha512 })],
    ["with the secret, and says RS256", () => ({ header: { alg: "RS256" } })],
    ["by a key pair of its own", () => ({ header: { alg: "RS256", jwk }, sign: byStranger })],
    [
      "by a key that it brings along",
      () => ({ header: { alg: "HS256", jwk: { kty: "oct", k: base64url("theirs") } }, sign: theirs }),
    ],
    [
      "by a key that it says where to fetch",
      () => ({ header: { alg: "HS256", jku: "https://evil.example.com/jwks" }, sign: theirs }),
    ],
    ["by a key that it names", () => ({ header: { alg: "HS256", kid: "../../dev/null" }, sign: theirs })],
    ["with an empty secret", () => ({ secret: "" })],
    ["with a header that must be understood", () => ({ header: { alg: "HS256", crit: ["b64"], b64: false } })],
  ])("is refused: %s", async (_, forgery) => expect(await answers(forge(forgery()))).toEqual(REFUSED));
});

describe("J2 a clock that goes wrong", () => {
  /** Seconds from now, which stands still. */
  async function at(claim: "exp" | "nbf", seconds: number) {
    vi.useFakeTimers({ toFake: ["Date"], now: Math.floor(Date.now() / 1_000) * 1_000 });
    return answers(forge({ claims: { [claim]: Date.now() / 1_000 + seconds } }));
  }
  test("is forgiven ten seconds", async () => {
    expect(await at("exp", -9)).toEqual(ACCEPTED);
    expect(await at("nbf", 9)).toEqual(ACCEPTED);
  });
  test("and not eleven", async () => {
    expect(await at("exp", -11)).toEqual(REFUSED);
    expect(await at("nbf", 11)).toEqual(REFUSED);
  });
});

describe("J3 a token that does not say when", () => {
  test.each([
    ["it ends", { exp: undefined }],
    ["it ends, but something", { exp: "tomorrow" }],
    ["it begins", { nbf: undefined }],
    ["it was issued", { iat: undefined }],
  ])("%s is refused", async (_, claims) => expect(await answers(forge({ claims }))).toEqual(REFUSED));
});

describe("J4 a token for another app", () => {
  test.each([
    ["alone", () => ({ aud: "other" })],
    ["and ours", () => ({ aud: [admin.clientId, "other"] })],
    ["or in a list of one", () => ({ aud: [admin.clientId] })],
    ["or for none", () => ({ aud: undefined })],
  ])("%s is refused", async (_, claims) => expect(await answers(forge({ claims: claims() }))).toEqual(REFUSED));
});

describe("J5 a token from another shop than it is for", () => {
  test.each([
    "https://other.myshopify.com/admin",
    `https://${SHOP}`,
    `https://${SHOP}/admin/`,
    `http://${SHOP}/admin`,
    `https://${SHOP}.evil.example.com/admin`,
    undefined,
  ])("is refused: %j", async (iss) => expect(await answers(forge({ claims: { iss } }))).toEqual(REFUSED));
});

describe("J6 a token that is for no shop of Shopify's", () => {
  test.each([
    "https://evil.example.com",
    `http://${SHOP}`,
    `https://${SHOP}/x`,
    `https://${SHOP}:8080`,
    `https://a@${SHOP}`,
    `https://${SHOP.toUpperCase()}`,
    `https://${SHOP}.`,
    SHOP,
    "",
  ])("is refused: %j", async (dest) =>
    expect(await answers(forge({ claims: { dest, iss: `${dest}/admin` } }))).toEqual(REFUSED),
  );
  test("is refused: none at all", async () =>
    expect(await answers(forge({ claims: { dest: undefined } }))).toEqual(REFUSED));
});

test("none of all these has left a session but the first", async () => {
  const { rows } = await admin.pool.query("SELECT id FROM session");
  expect(rows).toEqual([{ id: `offline_${SHOP}` }]);
});
