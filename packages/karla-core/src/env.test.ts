import { expect, test } from "vitest";
import { readEnv } from "./env.ts";

test("without any variable the core listens on a free loopback port, closed, on the embedded database", () => {
  expect(readEnv({})).toEqual({
    host: "127.0.0.1",
    port: 0,
    admin: null,
    databaseUrl: null,
    dataDir: "data",
    secret: null,
    sandbox: false,
    publicUrl: null,
    dhl: null,
    carrierHaste: 1,
    carrierWatchedMs: null,
    clockOffsetMs: 0,
  });
});

test("the sandbox is refused in production", () => {
  expect(() => readEnv({ KARLA_CORE_SANDBOX: "1", NODE_ENV: "production" })).toThrow(
    "KARLA_CORE_SANDBOX: not in production",
  );
});

test("every wrong variable is named at once and no value is shown", () => {
  const wrong = { KARLA_CORE_PORT: "high", KARLA_CORE_ADMIN_KEY: "hunter2", KARLA_CORE_SECRET: "c2hvcnQ=" };
  expect(() => readEnv(wrong)).toThrow(/KARLA_CORE_PORT.*KARLA_CORE_ADMIN_KEY.*KARLA_CORE_SECRET/);
  expect(() => readEnv(wrong)).not.toThrow(/hunter2|c2hvcnQ/);
});

test("a key for DHL is enough to ask it about its own parcels", () => {
  expect(readEnv({ KARLA_CORE_DHL_KEY: "k" }).dhl).toEqual({
    url: "https://api-eu.dhl.com",
    key: "k",
    carriers: ["dhl", "dhlexp", "dhl2man", "depost"],
  });
  const sandbox = {
    KARLA_CORE_DHL_KEY: "k",
    KARLA_CORE_DHL_URL: "http://127.0.0.1:4040",
    KARLA_CORE_DHL_CARRIERS: "*",
  };
  expect(readEnv(sandbox).dhl).toEqual({ url: "http://127.0.0.1:4040", key: "k", carriers: null });
});

test.each([
  ["KARLA_CORE_DHL_URL", "http://api-eu.dhl.com"],
  ["KARLA_CORE_DHL_URL", "https://user:secret@api-eu.dhl.com"],
  ["KARLA_CORE_DHL_URL", "https://api-eu.dhl.com/?x=1"],
  ["KARLA_CORE_DHL_CARRIERS", "dhl,nobody"],
  ["KARLA_CORE_CARRIER_HASTE", "0"],
  ["KARLA_CORE_CARRIER_WATCH_DAYS", "0"],
])("%s may not be %s", (name, value) => {
  expect(() => readEnv({ [name]: value })).toThrow(name);
});
