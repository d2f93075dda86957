import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createCarrier } from "@karla/sandbox/carrier";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../../../../test/setup/fresh-database.ts";
import { anUpsert, basic } from "../test-core.fixture.ts";

const KEY = "key-of-the-stand-in";
const OPERATOR = basic("operator", "operator-key-0123456789");
/** Two days in eight seconds. */
const HASTE = 20_000;
const NUMBERS = ["A1", "A2", "A3", "A4"];

interface Parcel {
  readonly carrier: { readonly tracking_number: string };
  readonly events: readonly { readonly time: string; readonly location: object | null }[];
}

const dataDir = mkdtempSync(join(tmpdir(), "karla-core-killed-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** A core of its own; `onAsked` is told whenever a carrier was asked. */
async function startCore(env: Record<string, string>, onAsked: () => void = () => {}) {
  const child = spawn(process.execPath, [fileURLToPath(new URL("../main.ts", import.meta.url))], {
    env: {
      PATH: "/usr/bin:/bin",
      KARLA_DATA_DIR: dataDir,
      KARLA_CORE_ADMIN_USER: "operator",
      KARLA_CORE_ADMIN_KEY: "operator-key-0123456789",
      KARLA_CORE_CARRIER_HASTE: String(HASTE),
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const url = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const { msg, url } = JSON.parse(line);
      if (msg === "listening") resolve(url);
      if (msg === "carrier asked") onAsked();
    });
  });
  const call = async (method: string, path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return (await fetch(url + path, { method, headers: { authorization: OPERATOR }, ...sent })).json();
  };
  const kill = () => {
    child.kill("SIGKILL");
    return ended;
  };
  return { call, kill };
}

test("a core that is killed in between records every scan that the carrier has shown, and each once", async () => {
  const database = await freshDatabase();
  const sleep = () => Promise.resolve();
  const carrier = createCarrier({ seed: 5, haste: HASTE, key: KEY, now: Date.now, sleep, kindOf: () => "plain" });
  const server = serve({ fetch: carrier.fetch, hostname: "127.0.0.1", port: 0 });
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const env = {
    DATABASE_URL: database.url,
    KARLA_CORE_DHL_URL: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    KARLA_CORE_DHL_KEY: KEY,
    KARLA_CORE_DHL_CARRIERS: "*",
  };

  let asked = 0;
  const enough = Promise.withResolvers<void>();
  const first = await startCore(env, () => {
    asked += 1;
    if (asked === 10) enough.resolve();
  });
  await first.call("POST", "/v1/shops", { name: "x", organization: "x", klaviyo_enabled: false, slug: "x" });
  const trackings = NUMBERS.map((tracking_number) => ({ tracking_number }));
  await first.call("PUT", "/v1/shops/x/orders", anUpsert({}, trackings));
  await enough.promise;
  await first.kill();

  // What the first one was asking is leased for a minute: the others' clocks are past it.
  const later = { ...env, KARLA_CLOCK_OFFSET_MS: "61000" };
  const [second, third] = await Promise.all([startCore(later), startCore(later)]);
  const read = async () => (await second.call("GET", "/v1/shops/x/orders"))[0].trackings;
  const phases = async () => (await read()).map(({ phase }: { phase: string }) => phase);
  await expect.poll(phases, { timeout: 25_000 }).toEqual(NUMBERS.map(() => "delivered"));

  // What the core saw itself has no place.
  const scansOf = ({ carrier, events }: Parcel) =>
    events.flatMap(({ time, location }) => (location === null ? [] : [`${carrier.tracking_number} ${time}`]));
  const recorded = (await read()).flatMap(scansOf);
  const shown = carrier.journal
    .lines()
    .flatMap((line) => (line.line === "shown" ? [`${line.number} ${new Date(line.at).toISOString()}`] : []));
  expect(recorded.toSorted()).toEqual(shown.toSorted());
  await Promise.all([second.kill(), third.kill()]);
  await database.drop();
});
