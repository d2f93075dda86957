import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createShopSecret } from "./create-shop-secret.ts";

describe("R12: a shared secret", () => {
  test("is 32 random bytes in hex, all the bytes of it", () => {
    const asked: number[] = [];
    const secret = createShopSecret((length) => {
      asked.push(length);
      return Uint8Array.from({ length }, (_, index) => index);
    })();
    expect(asked).toEqual([32]);
    expect(secret).toBe("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  });

  test("of the system's randomness never comes twice, and half of its bits are set", () => {
    const newSecret = createShopSecret(randomBytes);
    const secrets = Array.from({ length: 2_000 }, newSecret);
    expect(new Set(secrets).size).toBe(2_000);
    const bits = secrets.flatMap((secret) => [...Buffer.from(secret, "hex")]);
    const set = bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0);
    // 512,000 bits: ten standard deviations are 0.7 %.
    expect(Math.abs(set / 512_000 - 0.5)).toBeLessThan(0.007);
  });
});
