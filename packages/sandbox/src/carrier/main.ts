import { serve } from "@hono/node-server";
import { pause } from "../pause.ts";
import { forkedRandom } from "../random.ts";
import { BAD_STORIES, badDays } from "./bad-days.ts";
import { createCarrierJournal } from "./carrier-journal.ts";
import { createCarrier } from "./create-carrier.ts";
import { readEnv } from "./env.ts";

/** A carrier that answers the self-hosted core about every parcel of the sandbox shops. Started by `npm start`. */

const settings = readEnv();
const now = (): number => Date.now();
const seed = settings.seed ?? now() % 1_000_000;
const carrier = createCarrier({
  seed,
  haste: settings.haste,
  key: settings.key,
  now,
  sleep: (ms) => pause(ms),
  journal: createCarrierJournal(settings.journal),
  ...(settings.badDays > 0 ? { plays: BAD_STORIES, misbehave: badDays(forkedRandom(seed, 0), settings.badDays) } : {}),
});

const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
const server = serve({ fetch: carrier.fetch, hostname: "127.0.0.1", port: settings.port }, ({ port }) => {
  say({ msg: "listening", url: `http://127.0.0.1:${port}`, seed });
});

const leave = (): void => {
  server.close();
  say({ msg: "stopped" });
  process.exit(0);
};
process.once("SIGTERM", leave);
process.once("SIGINT", leave);
