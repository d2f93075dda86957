import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSessionToken, signSessionToken } from "./session-token.ts";

const NOW = Date.UTC(2026, 10, 24, 9);
const APP = { shop: "sandbox-shop.myshopify.com", clientId: "client", clientSecret: "a secret", now: NOW };

describe("a session token", () => {
  it("is what other implementations of HS256 make of the same claims", () => {
    // Signature computed with: printf '%s' "$HEADER.$CLAIMS" | openssl dgst -sha256 -hmac 'a secret' -binary | base64url
    const token = signSessionToken({ ...APP, userId: "7", tokenId: "t1" });
    expect(token.split(".")[2]).toBe("LK0jCaZWTL3HV_AEUArOz4Uv9nc3m9FIitck_dcKuHA");
  });

  it("lives for a minute", () => {
    const token = signSessionToken({ ...APP, userId: "7" });
    expect(checkSessionToken(token, { ...APP, now: NOW + 59_000 }).outcome).toBe("genuine");
    expect(checkSessionToken(token, { ...APP, now: NOW + 60_000 })).toEqual({ outcome: "refused", why: "expired" });
  });

  it("is refused once a single character of it is another", () => {
    const token = signSessionToken({ ...APP, userId: "7" });
    // The last character of base64 holds bits that count for nothing.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: token.length - 2 }), fc.constantFrom("A", "z", "9", "-"), (at, other) => {
        fc.pre(token[at] !== other);
        const forged = token.slice(0, at) + other + token.slice(at + 1);
        expect(checkSessionToken(forged, APP).outcome).toBe("refused");
      }),
    );
  });
});
