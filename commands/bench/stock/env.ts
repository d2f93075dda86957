import { z } from "zod";

const schema = z.object({
  BENCH_STOCK_BUILD: z.string().min(1),
  DATABASE_URL: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
});

/** What the stock app is told. */
export function readStockEnv() {
  return schema.parse(process.env);
}
