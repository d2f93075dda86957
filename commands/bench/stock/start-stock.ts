import { Client } from "pg";
import { childEnv } from "../../env.ts";
import { type StartedProcess, startProcess } from "../../start-process.ts";
import { buildStock, STOCK_BUILD } from "./build-stock.ts";

const DATABASE = "stock";
/** The tables of schema.prisma, as `prisma migrate diff` writes them. */
const TABLES = `
CREATE TABLE "Session" (
  "id" TEXT PRIMARY KEY, "shop" TEXT NOT NULL, "state" TEXT NOT NULL, "isOnline" BOOLEAN NOT NULL DEFAULT false,
  "scope" TEXT, "expires" TIMESTAMP(3), "accessToken" TEXT NOT NULL, "userId" BIGINT, "firstName" TEXT, "lastName" TEXT,
  "email" TEXT, "accountOwner" BOOLEAN NOT NULL DEFAULT false, "locale" TEXT, "collaborator" BOOLEAN DEFAULT false,
  "emailVerified" BOOLEAN DEFAULT false, "refreshToken" TEXT, "refreshTokenExpires" TIMESTAMP(3)
);
CREATE TABLE "Webhook" (
  "id" TEXT PRIMARY KEY, "shop" TEXT NOT NULL, "topic" TEXT NOT NULL, "payload" JSONB NOT NULL,
  "receivedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "TextWebhook" (
  "id" TEXT PRIMARY KEY, "shop" TEXT NOT NULL, "topic" TEXT NOT NULL, "payload" TEXT NOT NULL,
  "receivedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
)`;
/** In both tables. */
const COUNT = 'SELECT (SELECT count(*)::int FROM "Webhook") + (SELECT count(*)::int FROM "TextWebhook") AS count';
/** So far in the future that nothing is refreshed while it is measured. */
const SESSION = `
INSERT INTO "Session" ("id", "shop", "state", "scope", "accessToken", "expires", "refreshToken", "refreshTokenExpires")
VALUES ('offline_' || $1, $1, '', 'read_orders', 'shpat_example', now() + interval '1 day', 'shprt_example',
        now() + interval '30 days')`;

export interface StockApp {
  process: StartedProcess;
  /** Webhooks that it stored. */
  rows(): Promise<number>;
  stop(): Promise<void>;
}

/** Builds and starts the stock app on a database of its own on the given server, with a session for the shop. */
export async function startStock(setup: {
  databaseUrl: string;
  shopDomain: string;
  secret: string;
  logFile: string;
  say(line: string): void;
}): Promise<StockApp> {
  await buildStock(setup.say);
  await inDatabase(setup.databaseUrl, (client) => client.query(`CREATE DATABASE ${DATABASE}`));
  const url = new URL(setup.databaseUrl);
  url.pathname = `/${DATABASE}`;
  await inDatabase(url.href, async (client) => {
    await client.query(TABLES);
    await client.query(SESSION, [setup.shopDomain]);
  });
  const started = await startProcess({
    name: "stock app",
    script: "commands/bench/stock/server.ts",
    env: childEnv({
      NODE_ENV: "production",
      DATABASE_URL: url.href,
      SHOPIFY_API_SECRET: setup.secret,
      BENCH_STOCK_BUILD: STOCK_BUILD,
    }),
    logFile: setup.logFile,
  });
  return {
    process: started,
    rows: () =>
      inDatabase(url.href, async (client) => {
        const { rows } = await client.query<{ count: number }>(COUNT);
        return rows[0]?.count ?? 0;
      }),
    stop: () => started.stop(),
  };
}

async function inDatabase<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
