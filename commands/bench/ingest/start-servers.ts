import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createProcessGroup } from "../../process-group.ts";
import type { StartedProcess } from "../../start-process.ts";
import type { BenchDatabase } from "../bench-database.ts";
import { type StockApp, startStock } from "../stock/start-stock.ts";

export const SERVERS = ["floor", "stock", "stock as text", "stock without store", "ours"] as const;
export type ServerName = (typeof SERVERS)[number];

export interface IngestServers {
  /** Where each takes webhooks. */
  targets: Record<ServerName, { port: number; path: string }>;
  receiver: StartedProcess;
  stock: StockApp;
  /** Resolves with the first process that ended without being asked to. */
  failed: Promise<StartedProcess>;
  stop(): Promise<void>;
}

/** One process each, on this Node, for production, on one database server. They are idle until they are asked. */
export async function startServers(setup: {
  database: BenchDatabase;
  shopDomain: string;
  secret: string;
  say(line: string): void;
}): Promise<IngestServers> {
  const { database, secret } = setup;
  const { logs, start, adopt, failed, stop } = createProcessGroup({
    dataDir: database.dataDir,
    env: { NODE_ENV: "production" },
  });
  try {
    const floor = await start("floor", "commands/bench/ingest/floor.ts", { BENCH_WEBHOOK_SECRET: secret });
    const stock = await startStock({ ...setup, databaseUrl: database.url, logFile: join(logs, "stock.log") });
    adopt(stock.process);
    const receiver = await start("receiver", "app/main.ts", {
      DATABASE_URL: undefined,
      KARLA_DATA_DIR: database.dataDir,
      SHOPIFY_API_SECRET: secret,
      // What production asks for besides. Nothing is called: the core is the worker's, and nobody opens the admin.
      SHOPIFY_API_KEY: "bench",
      SHOPIFY_APP_URL: "https://app.example.com",
      KARLA_API_URL: "https://core.example.com",
      KARLA_MASTER_KEY: randomBytes(32).toString("base64"),
      PORT: "0",
    });
    const at = ({ url }: StartedProcess, path: string) => ({ port: Number(new URL(url).port), path });
    return {
      targets: {
        floor: at(floor, "/"),
        stock: at(stock.process, "/webhooks"),
        "stock as text": at(stock.process, "/webhooks-as-text"),
        "stock without store": at(stock.process, "/webhooks-unstored"),
        ours: at(receiver, "/webhooks/shopify"),
      },
      receiver,
      stock,
      failed: failed(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
