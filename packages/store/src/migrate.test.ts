import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../test/setup/fresh-database.ts";
import { migrate } from "./migrate.ts";

let database: FreshDatabase;
let folder: string;
beforeEach(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "karla-migrations-"));
  writeFileSync(join(folder, "migration_lock.toml"), 'provider = "postgresql"\n');
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

function run(schema = "public"): Promise<{ applied: string[] }> {
  return migrate({ pool: database.pool, dir: pathToFileURL(folder), schema, clock: { now: () => 1_700_000_000_000 } });
}

async function ledger(schema = "public") {
  const { rows } = await database.pool.query(`select * from ${schema}._prisma_migrations order by migration_name`);
  return rows;
}

const first = 'CREATE TABLE "Thing" (id int);\n';
const second = 'ALTER TABLE "Thing" ADD COLUMN name text; INSERT INTO "Thing" VALUES (1, \'ä\');\n';

it("applies the folders in the order of their names, once", async () => {
  write("20260102_second", second);
  write("20260101_first", first);
  expect(await run()).toEqual({ applied: ["20260101_first", "20260102_second"] });
  expect(await run()).toEqual({ applied: [] });
  write("20260103_third", 'DROP TABLE "Thing";');
  expect(await run()).toEqual({ applied: ["20260103_third"] });
});

it("leaves the rows Prisma would leave", async () => {
  write("20260101_first", first);
  await run();
  expect(await ledger()).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: createHash("sha256").update(first).digest("hex"),
      migration_name: "20260101_first",
      logs: null,
      started_at: new Date(1_700_000_000_000),
      finished_at: new Date(1_700_000_000_000),
      rolled_back_at: null,
      applied_steps_count: 1,
    },
  ]);
});

it("creates the schema and works in it alone, beside another schema with the same migrations", async () => {
  write("20260101_first", first);
  write("20260102_second", second);
  await run("karla_core");
  expect(await run("other")).toEqual({ applied: ["20260101_first", "20260102_second"] });
  const { rows } = await database.pool.query('select name from karla_core."Thing"');
  expect(rows).toEqual([{ name: "ä" }]);
  await expect(database.pool.query('select from public."Thing"')).rejects.toThrow("does not exist");
});

it("applies each migration exactly once when many start at the same moment", async () => {
  write("20260101_first", first);
  write("20260102_second", second);
  const all = await Promise.all(Array.from({ length: 8 }, () => run("karla_core")));
  expect(all.flatMap(({ applied }) => applied).sort()).toEqual(["20260101_first", "20260102_second"]);
  expect(await ledger("karla_core")).toHaveLength(2);
});

it("leaves nothing of a migration that fails, and takes it once it was corrected", async () => {
  write("20260101_first", first);
  write("20260102_second", `${second} SELECT 1/0;`);
  await expect(run()).rejects.toThrow("division by zero");
  expect((await ledger()).map((row) => row.migration_name)).toEqual(["20260101_first"]);
  expect((await database.pool.query('select * from "Thing"')).fields.map(({ name }) => name)).toEqual(["id"]);
  write("20260102_second", second);
  expect(await run()).toEqual({ applied: ["20260102_second"] });
});

it("refuses a database whose applied migration has another text", async () => {
  write("20260101_first", first);
  await run();
  write("20260101_first", `${first}-- changed`);
  write("20260102_second", second);
  await expect(run()).rejects.toMatchObject({
    code: "migrations_differ",
    retry: false,
    message: expect.stringContaining("20260101_first of schema public is not the one that was applied"),
  });
  expect(await ledger()).toHaveLength(1);
});

it("takes the same text with the line ends of another system", async () => {
  write("20260101_first", first);
  await run();
  write("20260101_first", first.replaceAll("\n", "\r\n"));
  expect(await run()).toEqual({ applied: [] });
});

it("refuses a database that a newer version used", async () => {
  write("20260101_first", first);
  write("20260102_second", second);
  await run();
  rmSync(join(folder, "20260102_second"), { recursive: true });
  await expect(run()).rejects.toThrow(/has the migration 20260102_second, which this version does not know/);
});

it("refuses a migration that another tool left unfinished, and repeats one that was rolled back", async () => {
  write("20260101_first", first);
  write("20260102_second", second);
  await run();
  await database.pool.query(
    "update _prisma_migrations set finished_at = null where migration_name = '20260102_second'",
  );
  await expect(run()).rejects.toThrow(/20260102_second .* begun and not finished.*prisma migrate resolve/);
  await database.pool.query(
    `update _prisma_migrations set rolled_back_at = started_at where migration_name = '20260102_second'`,
  );
  await database.pool.query('alter table "Thing" drop column name; delete from "Thing"');
  expect(await run()).toEqual({ applied: ["20260102_second"] });
});

it("refuses a migration that ends the transaction it runs in", async () => {
  write("20260101_first", `${first}COMMIT;\n`);
  await expect(run()).rejects.toThrow("20260101_first begins or ends a transaction");
});

it("takes only plain names for a schema", async () => {
  await expect(run('x"; drop schema public; --')).rejects.toThrow("is not a name for a schema");
});
