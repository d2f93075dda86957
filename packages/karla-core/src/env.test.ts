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
