import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../setup/fresh-database.ts";
import { migratedDatabase } from "../setup/migrated-database.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Tables that do not belong to one shop's events, lanes, outbox, orders, deliveries and problems. */
const EXEMPT = new Map([
  ["_prisma_migrations", "the ledger of migrations: one per database"],
  ["shop_alias", "finds the shop of a former id, so the id that is looked up leads"],
  ["sweep", "how far the way through all shops' lanes is: one per database"],
  ["session", "Shopify's library finds a session by an id it makes itself, which names the shop"],
]);

/** What schema.prisma cannot say and the migration adds by hand. */
const BY_HAND = ["lane_due", "backfill_under_way"];

let migrated: FreshDatabase;
let fromSchema: FreshDatabase;

beforeAll(async () => {
  migrated = await migratedDatabase();
  fromSchema = await freshDatabase();
});
afterAll(async () => {
  await migrated.drop();
  await fromSchema.drop();
});

describe("the database", () => {
  test("has shop_id in front of every primary and unique key of a shop's tables", async () => {
    const { rows } = await migrated.pool.query<{ table: string; index: string; first: string }>(`
      SELECT t.relname AS table, i.relname AS index, a.attname AS first
      FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
      WHERE n.nspname = 'public' AND (x.indisprimary OR x.indisunique)`);
    expect(rows.length).toBeGreaterThanOrEqual(9);
    expect(rows.filter((row) => row.first !== "shop_id" && !EXEMPT.has(row.table))).toEqual([]);
  });

  test("needs no extension, trigger, function or sequence of its own", async () => {
    const { rows } = await migrated.pool.query<{ what: string }>(`
      SELECT 'extension ' || extname AS what FROM pg_extension WHERE extname <> 'plpgsql'
      UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION ALL SELECT 'sequence ' || relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace`);
    expect(rows).toEqual([]);
  });

  test("is the same whether made by the migrations or by schema.prisma", async () => {
    await fromSchema.pool.query(ddlOfSchema(fromSchema.url));
    expect(await shape(migrated)).toEqual(await shape(fromSchema));
  }, 60_000);
});

/** The DDL that Prisma itself derives from schema.prisma. */
function ddlOfSchema(url: string): string {
  const cli = `${ROOT}node_modules/prisma/build/index.js`;
  const from = ["--from-empty", "--to-schema-datamodel", "prisma/schema.prisma"];
  const args = [cli, "migrate", "diff", ...from, "--script", "--config", "packages/store/prisma.config.ts"];
  const env = { HOME: ROOT, DATABASE_URL: url, CHECKPOINT_DISABLE: "1" };
  const run = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}

async function shape({ pool }: FreshDatabase): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
     UNION ALL SELECT 'index ' || indexdef FROM pg_indexes
     WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' AND indexname <> ALL($1) ORDER BY 1`,
    [BY_HAND],
  );
  return rows.map((row) => row.line);
}
