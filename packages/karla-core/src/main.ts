import { createAdaptorServer } from "@hono/node-server";
import { migrate } from "@karla/store/migrate";
import { openDatabase } from "@karla/store/open-database";
import { createDhlFeed } from "./carriers/dhl/create-dhl-feed.ts";
import { systemClock } from "./clock.ts";
import { ensureCoreSecret } from "./core-secret.ts";
import { systemEntropy } from "./entropy.ts";
import { readEnv } from "./env.ts";
import { ensureBootstrapKey } from "./keys/create-api-key.ts";
import { createJsonLog } from "./log.ts";
import { createCore } from "./server.ts";

/** How long running requests may take once we are told to stop. */
const STOP_MS = 20_000;

const env = readEnv();
const log = createJsonLog((line) => process.stdout.write(line));
const clock = systemClock(env.clockOffsetMs);
const entropy = systemEntropy();

const database = await openDatabase({
  ...(env.databaseUrl === null ? {} : { url: env.databaseUrl }),
  dataDir: env.dataDir,
  poolSize: 10,
  log,
});
const { pool } = database;
await migrate({ pool, dir: new URL("../migrations/", import.meta.url), schema: "karla_core" });
if (env.admin) await ensureBootstrapKey({ pool, clock, entropy }, env.admin);

let listeningAt = "";
const core = createCore({
  pool,
  clock,
  log,
  entropy,
  asking: {
    feeds: env.dhl === null ? [] : [createDhlFeed({ ...env.dhl, fetch, now: clock.now })],
    haste: env.carrierHaste,
    ...(env.carrierWatchedMs === null ? {} : { watchedMs: env.carrierWatchedMs }),
  },
  config: {
    publicUrl: () => env.publicUrl ?? listeningAt,
    sandbox: env.sandbox,
    secret: env.secret ?? (await ensureCoreSecret(env.dataDir, entropy)),
  },
});

const server = createAdaptorServer({
  fetch: core.fetch,
  serverOptions: { requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 },
});
server.listen(env.port, env.host, () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : env.port;
  listeningAt = `http://${env.host.includes(":") ? `[${env.host}]` : env.host}:${port}`;
  core.startWork();
  log.info({ url: listeningAt }, "listening");
});

/** Takes no new requests, lets running ones end, settles webhooks that are being posted, then closes the database. */
async function stop(): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // A client that keeps its connection open without asking anything does not hold us for long.
  const deadline = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), STOP_MS);
  await core.stop();
  await closed;
  clearTimeout(deadline);
  await database.close();
  log.info({}, "stopped");
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
