import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import type { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { readStockEnv } from "../env.ts";

/** What this app asks of the client that Prisma generates for its schema. */
type StockClient = ConstructorParameters<typeof PrismaSessionStorage>[0] & {
  webhook: WebhookTable<unknown>;
  textWebhook: WebhookTable<string>;
};

interface WebhookTable<Payload> {
  upsert(wish: {
    where: { id: string };
    create: { id: string; shop: string; topic: string; payload: Payload };
    update: { shop: string; topic: string; payload: Payload };
  }): Promise<unknown>;
}

const { BENCH_STOCK_BUILD, DATABASE_URL } = readStockEnv();
// Generated before the app is built, so that there is nothing to import when types are checked.
const generated = createRequire(import.meta.url)(`${BENCH_STOCK_BUILD}/prisma`) as {
  PrismaClient: new (options: { adapter: PrismaPg }) => StockClient;
};

export const prisma = new generated.PrismaClient({
  adapter: new PrismaPg({ connectionString: DATABASE_URL, max: 10 }),
});
