import { describe, expect, test } from "vitest";
import { readEnv } from "./env.ts";

const MINIMAL = { SHOPWARE_APP_SECRETS: "a".repeat(32) };
const PRODUCTION = {
  ...MINIMAL,
  NODE_ENV: "production",
  KARLA_MASTER_KEY: "k",
  SHOPWARE_BRIDGE_URL: "https://bridge.example.com",
};

describe("the bridge's environment", () => {
  test("needs nothing but the secret of a packaged app", () => {
    expect(readEnv(MINIMAL)).toMatchObject({ SHOPWARE_APP_NAME: "KarlaDelivery", KARLA_ALLOW_LOOPBACK_SHOPS: "0" });
  });

  test("takes a secret for each package that was given out, and none that is guessed", () => {
    const secrets = ["a".repeat(32), "b".repeat(64)];
    expect(readEnv({ SHOPWARE_APP_SECRETS: secrets.join(", ") }).SHOPWARE_APP_SECRETS).toEqual(secrets);
    for (const wrong of ["", " , ", "short", `${"a".repeat(32)},short`]) {
      expect(() => readEnv({ SHOPWARE_APP_SECRETS: wrong })).toThrow("SHOPWARE_APP_SECRETS");
    }
  });

  test("in production is at https and knows no shop on this machine", () => {
    expect(() => readEnv(PRODUCTION)).not.toThrow();
    for (const [name, value] of [
      ["KARLA_ALLOW_LOOPBACK_SHOPS", "1"],
      ["SHOPWARE_BRIDGE_URL", "http://127.0.0.1:4040"],
      ["SHOPWARE_BRIDGE_URL", undefined],
      ["KARLA_API_URL", "http://127.0.0.1:4010"],
      ["KARLA_GUARD_OFF", "ack"],
    ] as const) {
      expect(() => readEnv({ ...PRODUCTION, [name]: value })).toThrow(name);
    }
  });

  test("takes plain http nowhere but on this machine's loopback", () => {
    const at = (url: string) => () => readEnv({ ...MINIMAL, SHOPWARE_BRIDGE_URL: url });
    expect(at("http://127.0.0.1:4040")).not.toThrow();
    for (const url of ["http://bridge.example.com", "http://localhost:4040", "http://10.0.0.1"]) {
      expect(at(url)).toThrow("SHOPWARE_BRIDGE_URL");
    }
  });
});
