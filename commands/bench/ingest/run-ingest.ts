import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type BenchDatabase, openBenchDatabase } from "../bench-database.ts";
import type { IngestFigures } from "../figures.ts";
import { runClosedLoop, type WindowResult } from "../load/closed-loop.ts";
import type { WebhookRequest } from "../load/webhook-request.ts";
import { metricsUrl } from "../metrics-url.ts";
import { createOrderSource } from "../order-source.ts";
import { watchMemory } from "../watch-memory.ts";
import { type IngestServers, SERVERS, type ServerName, startServers } from "./start-servers.ts";
import { summarise } from "./summarise.ts";

const CONNECTIONS = 32;
const BODIES = 320;
const SHOP = "bench-shop.myshopify.com";
/** Between windows, so that what one server's database still does is not counted to the next. */
const PAUSE_MS = 500;

export interface IngestRun {
  figures: IngestFigures;
  rssMb: number;
  /** Lines for a person. */
  report: string[];
  /** Why the run proves nothing, whatever its figures are. */
  faults: string[];
}

export interface IngestSetup {
  windows: number;
  seconds: number;
  say(line: string): void;
  /** Rejects when the run has to end before its time. */
  ended: Promise<never>;
}

/** Webhooks into the floor, the stock app and our receiver, in turn, one window each, as often as wished. */
export async function runIngest(setup: IngestSetup): Promise<IngestRun> {
  setup.say("Ingest: starting the database …");
  const database = await openBenchDatabase();
  let servers: IngestServers | undefined;
  try {
    const secret = randomBytes(24).toString("hex");
    servers = await startServers({ database, shopDomain: SHOP, secret, say: setup.say });
    const requests = createOrderSource().requests({ count: BODIES, shopDomain: SHOP, secret });
    const died = servers.failed.then(({ name, logFile }) => {
      throw new Error(`${name} ended unexpectedly. Its log: ${logFile}`);
    });
    return await Promise.race([measure({ ...setup, database, servers, requests }), died, setup.ended]);
  } finally {
    await servers?.stop();
    await database.remove();
  }
}

interface Scene extends IngestSetup {
  database: BenchDatabase;
  servers: IngestServers;
  requests: readonly WebhookRequest[];
}

async function measure({ windows, seconds, say, database, servers, requests }: Scene): Promise<IngestRun> {
  const memory = await watchMemory(metricsUrl(servers.receiver.logFile));
  const results = new Map<ServerName, WindowResult[]>(SERVERS.map((name) => [name, []]));
  say(`Ingest: ${windows} + 1 rounds of ${SERVERS.length} windows of ${seconds} s; ${database.settings} …`);
  for (let round = 0; round <= windows; round += 1) {
    const rates: string[] = [];
    for (const name of SERVERS) {
      const result = await runClosedLoop({
        ...servers.targets[name],
        connections: CONNECTIONS,
        durationMs: seconds * 1_000,
        requests,
      });
      results.get(name)?.push(result);
      rates.push(`${name} ${Math.round(result.rps)}/s`);
      await sleep(PAUSE_MS);
    }
    say(`  ${round === 0 ? "warm-up" : `round ${round}`}: ${rates.join(", ")}`);
  }
  const { rows } = await database.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM inbox_event");
  return {
    ...summarise(results, { ours: rows[0]?.count ?? 0, stock: await servers.stock.rows() }),
    rssMb: (await memory.end()).peakMb,
  };
}
