import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { type Clock, systemClock } from "@karla/sync/clock";
import type { Pool, PoolClient } from "pg";
import { DatabaseError } from "./database-error.ts";
import { giveUpAfter } from "./give-up-after.ts";
import { inTransaction } from "./in-transaction.ts";

interface Migration {
  name: string;
  sql: string;
}

interface LedgerRow {
  migration_name: string;
  checksum: string;
  finished: boolean;
}

/**
 * The number under which Prisma's own engine takes its advisory lock (schema-engine, `acquire_lock`): a `prisma migrate
 * deploy` and we never work at the same time.
 */
const PRISMA_LOCK = 72_707_369;
/** A day: a migration takes as long as it takes, and so does waiting for the one of another process. */
const NO_HURRY_MS = 24 * 3_600_000;
/** A migration runs in one transaction with its ledger row; a file that ends that transaction would break this. */
const transactionControl = /^\s*(begin|start\s+transaction|commit|rollback|end)\s*;/im;

/**
 * Applies the pending migrations of `dir` (folders `<name>/migration.sql`, in the order of their names) to `schema`, each
 * in one transaction together with its row in `<schema>._prisma_migrations`. A crash leaves a migration wholly applied
 * or not at all. Several processes may call this at once, also through PgBouncer in transaction mode: the lock lives and
 * dies with the transaction. Ledger and checksums are Prisma's, so `prisma migrate deploy` accepts the result.
 */
export async function migrate(options: {
  pool: Pool;
  dir: URL;
  schema: string;
  clock?: Clock;
}): Promise<{ applied: string[] }> {
  const { pool, schema, clock = systemClock() } = options;
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw differ(`"${schema}" is not a name for a schema.`);
  const migrations = await readMigrations(options.dir);
  const applied: string[] = [];
  for (;;) {
    const name = await inTransaction(pool, async (client) => {
      await prepare(client, schema);
      const next = pendingOf(migrations, await readLedger(client), schema);
      if (next === undefined) return null;
      await apply(client, next, clock);
      return next.name;
    });
    if (name === null) return { applied };
    applied.push(name);
  }
}

async function readMigrations(dir: URL): Promise<Migration[]> {
  const folder = new URL(dir.href.endsWith("/") ? dir : `${dir.href}/`);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${encodeURIComponent(name)}/migration.sql`, folder), "utf8");
      if (transactionControl.test(sql)) throw differ(`The migration ${name} begins or ends a transaction by itself.`);
      return { name, sql };
    }),
  );
}

/** Locks out all other migrators until the end of the transaction, then makes sure that schema and ledger exist. */
async function prepare(client: PoolClient, schema: string): Promise<void> {
  await client.query("set local statement_timeout = 0");
  const lock = { text: "select pg_advisory_xact_lock($1)", values: [PRISMA_LOCK] };
  await client.query(giveUpAfter(NO_HURRY_MS, lock));
  // Asked first: "create … if not exists" needs the right to create even when there is nothing to do.
  const { rows } = await client.query<{ schema: boolean; ledger: boolean }>(
    "select to_regnamespace($1) is not null as schema, to_regclass($2) is not null as ledger",
    [schema, `${schema}._prisma_migrations`],
  );
  if (rows[0]?.schema === false) await client.query(`create schema "${schema}"`);
  await client.query(`set local search_path to "${schema}"`);
  if (rows[0]?.ledger === false) await client.query(LEDGER);
}

/** Prisma's table, as its engine creates it (schema-engine, sql flavour of PostgreSQL). */
const LEDGER = `create table _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

async function readLedger(client: PoolClient): Promise<LedgerRow[]> {
  const { rows } = await client.query<LedgerRow>(
    `select migration_name, checksum, finished_at is not null as finished
     from _prisma_migrations where rolled_back_at is null`,
  );
  return rows;
}

/** The first migration that is not applied; throws when ledger and files tell different stories. */
function pendingOf(migrations: readonly Migration[], ledger: readonly LedgerRow[], schema: string) {
  for (const row of ledger) {
    const known = migrations.find((migration) => migration.name === row.migration_name);
    if (known === undefined) {
      throw differ(
        `The database (schema ${schema}) has the migration ${row.migration_name}, which this version does not know: it was used by a newer one. Start that version, or restore a backup from before the upgrade.`,
      );
    }
    if (!row.finished) {
      throw differ(
        `The migration ${row.migration_name} of schema ${schema} was begun and not finished by another tool. Repair it, then run "prisma migrate resolve".`,
      );
    }
    if (!checksumsOf(known.sql).includes(row.checksum)) {
      throw differ(
        `The migration ${row.migration_name} of schema ${schema} is not the one that was applied: its file was changed afterwards. Restore the file.`,
      );
    }
  }
  return migrations.find((migration) => ledger.every((row) => row.migration_name !== migration.name));
}

async function apply(client: PoolClient, { name, sql }: Migration, clock: Clock): Promise<void> {
  const startedAt = new Date(clock.now());
  await client.query(giveUpAfter(NO_HURRY_MS, { text: sql }));
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     values ($1, $2, $3, $4, $5, 1)`,
    [randomUUID(), sha256(sql), name, startedAt, new Date(clock.now())],
  );
}

/** Prisma compares without regard to the kind of line ends (a checkout on Windows); so do we. */
function checksumsOf(sql: string): string[] {
  const unix = sql.replaceAll("\r\n", "\n");
  return [sql, unix, unix.replaceAll("\n", "\r\n")].map(sha256);
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function differ(message: string): DatabaseError {
  return new DatabaseError("migrations_differ", message);
}
