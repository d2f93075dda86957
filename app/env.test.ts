import { describe, expect, test } from "vitest";
import { readEnv } from "./env.ts";

const MINIMAL = { SHOPIFY_API_SECRET: "hush" };

describe("the environment", () => {
  test("needs nothing but the Shopify secret", () => {
    expect(readEnv(MINIMAL)).toMatchObject({ KARLA_API_URL: "https://api.gokarla.io", HOST: "127.0.0.1", PORT: 0 });
  });

  test("names every wrong variable at once, and no value", () => {
    const read = () => readEnv({ SHOPIFY_API_SECRET: "", PORT: "high", KARLA_API_URL: "ftp-secret" });
    expect(read).toThrow(/PORT[\s\S]*KARLA_API_URL[\s\S]*SHOPIFY_API_SECRET/);
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

  test.each([
    "http://localhost:4030",
    "http://127.0.0.1",
    "http://127.0.0.1:4030/",
    "http://127.0.0.1:4030@evil.example.com",
    "https://sandbox.example.com",
  ])("refuses a sandbox at %s", (origin) => {
    expect(() => readEnv({ ...MINIMAL, SHOPIFY_SANDBOX_ORIGIN: origin })).toThrow("SHOPIFY_SANDBOX_ORIGIN");
  });

  test("takes an App Bridge from nowhere but the sandbox", () => {
    const sandbox = { ...MINIMAL, SHOPIFY_SANDBOX_ORIGIN: "http://127.0.0.1:4030" };
    const bridge = "http://127.0.0.1:4030/app-bridge.js";
    expect(readEnv({ ...sandbox, APP_BRIDGE_URL: bridge }).APP_BRIDGE_URL).toBe(bridge);
    expect(() => readEnv({ ...MINIMAL, APP_BRIDGE_URL: bridge })).toThrow("APP_BRIDGE_URL");
    expect(() => readEnv({ ...sandbox, APP_BRIDGE_URL: "https://evil.example.com/a.js" })).toThrow("APP_BRIDGE_URL");
  });

  test("forgets nothing sooner than it is needed, and says why", () => {
    const kept = (bodies: number, quarantined: number, records: number) => () =>
      readEnv({
        ...MINIMAL,
        KARLA_KEEP_BODIES_DAYS: `${bodies}`,
        KARLA_KEEP_QUARANTINED_DAYS: `${quarantined}`,
        KARLA_KEEP_RECORDS_DAYS: `${records}`,
      });
    expect(kept(1, 1, 30)()).toMatchObject({ KARLA_KEEP_RECORDS_DAYS: 30 });
    expect(kept(0, 30, 90)).toThrow(/KARLA_KEEP_BODIES_DAYS: not below 1: what went wrong/);
    expect(kept(7, 6, 90)).toThrow(/KARLA_KEEP_QUARANTINED_DAYS: not below KARLA_KEEP_BODIES_DAYS: /);
    expect(kept(7, 30, 29)).toThrow(/KARLA_KEEP_RECORDS_DAYS: not below 30: .*taken for new/);
    expect(kept(40, 60, 50)).toThrow(/KARLA_KEEP_RECORDS_DAYS: not below/);
  });

  describe("in production", () => {
    const production = {
      ...MINIMAL,
      NODE_ENV: "production",
      KARLA_MASTER_KEY: "a".repeat(44),
      SHOPIFY_API_KEY: "client-id",
      SHOPIFY_APP_URL: "https://app.example.com",
    };
    test("accepts what is fit for it", () => expect(readEnv(production).NODE_ENV).toBe("production"));
    test.each([
      ["plain http, even on loopback", { KARLA_API_URL: "http://127.0.0.1:4010" }, "KARLA_API_URL"],
      ["a sabotage", { KARLA_SABOTAGE: "ack-only" }, "KARLA_SABOTAGE"],
      ["a guard taken out", { KARLA_GUARD_OFF: "fence" }, "KARLA_GUARD_OFF"],
      ["a failpoint", { KARLA_FAILPOINT: "after_commit:1" }, "KARLA_FAILPOINT"],
      ["a poisoned lane", { KARLA_POISON_LANE: "1" }, "KARLA_POISON_LANE"],
      ["a moved clock", { KARLA_CLOCK_OFFSET_MS: "1000" }, "KARLA_CLOCK_OFFSET_MS"],
      ["an app without its client id", { SHOPIFY_API_KEY: undefined }, "SHOPIFY_API_KEY"],
      ["an app reached by plain http", { SHOPIFY_APP_URL: "http://127.0.0.1:4020" }, "SHOPIFY_APP_URL"],
      ["a sandbox", { SHOPIFY_SANDBOX_ORIGIN: "http://127.0.0.1:4030" }, "SHOPIFY_SANDBOX_ORIGIN"],
      ["a generated master key", { KARLA_MASTER_KEY: undefined }, "KARLA_MASTER_KEY"],
    ])("refuses %s", (_, change, name) => {
      expect(() => readEnv({ ...production, ...change })).toThrow(name);
    });
  });
});
