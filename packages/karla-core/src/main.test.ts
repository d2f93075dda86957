import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../../../test/setup/fresh-database.ts";
import { anUpsert, basic } from "./test-core.fixture.ts";

const dataDir = mkdtempSync(join(tmpdir(), "karla-core-main-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("the process says where it listens, takes an order, and ends by itself on SIGTERM", async () => {
  const database = await freshDatabase();
  const child = spawn(process.execPath, [fileURLToPath(new URL("main.ts", import.meta.url))], {
    env: {
      PATH: "/usr/bin:/bin",
      DATABASE_URL: database.url,
      KARLA_DATA_DIR: dataDir,
      KARLA_CORE_SANDBOX: "1",
      KARLA_CORE_ADMIN_USER: "operator",
      KARLA_CORE_ADMIN_KEY: "operator-key-0123456789",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  const lines: { msg?: string; url?: string }[] = [];
  const reader = createInterface({ input: child.stdout });
  const listening = new Promise<string>((resolve, reject) => {
    reader.on("line", (line) => {
      const parsed = JSON.parse(line);
      lines.push(parsed);
      if (parsed.msg === "listening") resolve(parsed.url);
    });
    child.once("exit", () => reject(new Error("ended before it listened")));
  });
  const url = await listening;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const call = (method: string, path: string, body: unknown) =>
    fetch(url + path, {
      method,
      headers: { authorization: basic("operator", "operator-key-0123456789") },
      body: JSON.stringify(body),
    });
  await call("POST", "/v1/shops", { name: "x", organization: "x", klaviyo_enabled: false, slug: "x" });
  expect((await call("PUT", "/v1/shops/x/orders", anUpsert())).status).toBe(200);
  const link = await (await call("POST", "/v1/shops/x/orders/trackpage-url", { id: "1001" })).text();
  expect((await fetch(JSON.parse(link).url)).status).toBe(200);
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
  expect(lines.at(-1)).toMatchObject({ msg: "stopped" });
  await database.drop();
});
