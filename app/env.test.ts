import { describe, expect, test } from "vitest";
import { readEnv } from "./env.ts";

const MINIMAL = { SHOPIFY_API_SECRET: "hush" };

describe("the environment", () => {
  test("needs nothing but the Shopify secret", () => {
    expect(readEnv(MINIMAL)).toMatchObject({ KARLA_API_URL: "https://api.gokarla.io", HOST: "127.0.0.1", PORT: 0 });
  });

  test("names every wrong variable at once, and no value", () => {
    const read = () => readEnv({ SHOPIFY_API_SECRET: "", PORT: "high", KARLA_API_URL: "ftp-secret" });
    expect(read).toThrow(/SHOPIFY_API_SECRET[\s\S]*PORT[\s\S]*KARLA_API_URL/);
    expect(read).not.toThrow(/ftp-secret|high/);
  });

  test("takes several former secrets", () => {
    expect(readEnv({ ...MINIMAL, SHOPIFY_API_SECRETS_PREVIOUS: "a, b," }).SHOPIFY_API_SECRETS_PREVIOUS).toEqual([
      "a",
      "b",
    ]);
  });

  test.each(["http://core.example.com", "http://localhost:4010", "http://10.0.0.1"])("refuses a core at %s", (url) => {
    expect(() => readEnv({ ...MINIMAL, KARLA_API_URL: url })).toThrow("KARLA_API_URL");
  });

  test("takes plain http to exactly this machine's loopback", () => {
    expect(readEnv({ ...MINIMAL, KARLA_API_URL: "http://127.0.0.1:4010" }).KARLA_API_URL).toBe("http://127.0.0.1:4010");
  });

  describe("in production", () => {
    const production = { ...MINIMAL, NODE_ENV: "production", KARLA_MASTER_KEY: "a".repeat(44) };
    test("accepts what is fit for it", () => expect(readEnv(production).NODE_ENV).toBe("production"));
    test.each([
      ["plain http, even on loopback", { KARLA_API_URL: "http://127.0.0.1:4010" }, "KARLA_API_URL"],
      ["a sabotage", { KARLA_SABOTAGE: "ack-only" }, "KARLA_SABOTAGE"],
      ["a moved clock", { KARLA_CLOCK_OFFSET_MS: "1000" }, "KARLA_CLOCK_OFFSET_MS"],
      ["a generated master key", { KARLA_MASTER_KEY: undefined }, "KARLA_MASTER_KEY"],
    ])("refuses %s", (_, change, name) => {
      expect(() => readEnv({ ...production, ...change })).toThrow(name);
    });
  });
});
