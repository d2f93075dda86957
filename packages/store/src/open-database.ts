import { Client, Pool } from "pg";
import { assertDurable } from "./assert-durable.ts";
import { DatabaseError } from "./database-error.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { errorCode } from "./error-code.ts";
import { forgetNames } from "./forget-names.ts";
import { keepServer } from "./keep-server.ts";
import type { Log } from "./log.ts";

export interface Database {
  /** Connection string with password: never to be logged. The embedded server may move to another port after a crash. */
  url: string;
  pool: Pool;
  /** Another pool on the same server, closed with the first: who uses the one takes no connection from the other. */
  openPool(options: { poolSize: number; limits: DatabaseLimits }): Pool;
  /** Whether the server is the embedded one of the data folder. */
  embedded: boolean;
  /** Closes the pools. The embedded server goes on: other processes use it (`stopEmbeddedPostgres` ends it). */
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** `DATABASE_URL`; without it the embedded server of `dataDir` is started or adopted. */
  url?: string | undefined;
  dataDir: string;
  poolSize: number;
  limits?: DatabaseLimits;
  log: Log;
}

/** Milliseconds; 0 for no limit. */
export interface DatabaseLimits {
  /** For a connection: a new one, or one that others have. The first one of a process may take ten seconds. */
  connectMs: number;
  /** For a statement on the server. The same for all processes: behind a pooler they share their sessions. */
  statementMs: number;
  /** For the answer to a statement. One that has none by then is given up, with its connection. */
  answerMs: number;
}

/** No statement of ours takes that long; one that does holds locks that others wait for. */
const DEFAULT_LIMITS: DatabaseLimits = { connectMs: 10_000, statementMs: 30_000, answerMs: 31_000 };
const FIRST_CONNECT_MS = 10_000;

/** Opens the database, checks that it answers and keeps what it commits. Throws a `DatabaseError` in plain words. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { url, dataDir, limits = DEFAULT_LIMITS, log } = options;
  const target = url ?? (await embeddedUrl(await startEmbeddedPostgres({ dataDir, log })));
  const restored = (server: EmbeddedPostgres) => {
    // Another program may have taken its port while it was down.
    for (const each of pools) each.options.connectionString = urlOf(server);
    return pool.query("select");
  };
  const keeper = url === undefined ? keepServer({ dataDir, log, restored }) : null;
  const pools: Pool[] = [];
  const openPool = (size: { poolSize: number; limits: DatabaseLimits }) => {
    // Where the server is by now.
    const connectionString = pools[0]?.options.connectionString ?? target;
    const opened = createPool(connectionString, { ...options, ...size }, () => keeper?.lost());
    pools.push(opened);
    return opened;
  };
  // A process that starts is busy with itself, and a server that starts as well.
  const pool = openPool({ ...options, limits: { ...limits, connectMs: FIRST_CONNECT_MS } });
  const close = async () => {
    await keeper?.close();
    await Promise.all(pools.map((each) => each.end()));
  };
  try {
    await assertDurable(pool);
    pool.options.connectionTimeoutMillis = limits.connectMs;
  } catch (error) {
    await close();
    throw error instanceof DatabaseError ? error : unreachable(target, error);
  }
  return { url: target, pool, openPool, embedded: url === undefined, close };
}

function createPool(
  connectionString: string,
  { poolSize, limits, log }: OpenDatabaseOptions & { limits: DatabaseLimits },
  lost: () => void,
): Pool {
  const { connectMs, statementMs, answerMs } = limits;
  const isPooled = goesThroughPooler(connectionString);
  const pool = new Pool({
    connectionString,
    max: poolSize,
    // One connection stays open: when it breaks, we learn at once that the server is gone.
    min: 1,
    connectionTimeoutMillis: connectMs,
    // A network that swallows answers tells nobody: without this, who waits would wait for hours.
    query_timeout: answerMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: "karla",
    onConnect: async (client) => {
      // A connection in use, or one that the pool has just given up, may break as well. Its query rejects where there is
      // one; the event would end the process.
      client.on("error", lost);
      if (isPooled) return forgetNames(client);
      // As a statement, because PgBouncer refuses these two as startup parameters. The pool waits for it.
      await client.query(
        `set statement_timeout = ${statementMs}; set idle_in_transaction_session_timeout = ${statementMs}`,
      );
    },
  });
  // An idle connection broke (server restarted, network). The pool replaces it; without a handler the process would die.
  pool.on("error", (error) => log.warn({ code: errorCode(error) }, "idle database connection lost"));
  return pool;
}

/** `?pgbouncer=true`, as Prisma has it: each transaction gets another session, which knows nothing of the one before. */
function goesThroughPooler(url: string): boolean {
  return URL.canParse(url) && new URL(url).searchParams.get("pgbouncer") === "true";
}

/** The database `karla`, owned by a role of the same name that is no superuser; both created when missing. */
async function embeddedUrl(server: EmbeddedPostgres): Promise<string> {
  const { port, password } = server;
  const client = new Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres", password });
  await client.connect();
  try {
    // Until the end of this connection: of several processes that start at once, one creates.
    await client.query("select pg_advisory_lock(1)");
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = 'karla') as role,
              exists (select from pg_database where datname = 'karla') as database`,
    );
    if (rows[0]?.role === false) await client.query(`create role karla login createdb password '${password}'`);
    if (rows[0]?.database === false) await client.query("create database karla owner karla");
  } finally {
    await client.end();
  }
  return urlOf(server);
}

function urlOf({ port, password }: EmbeddedPostgres): string {
  return `postgresql://karla:${password}@127.0.0.1:${port}/karla`;
}

function unreachable(url: string, cause: unknown): DatabaseError {
  const at = URL.canParse(url) ? new URL(url) : null;
  const where = at === null ? "DATABASE_URL" : `${at.host}${at.pathname}`;
  const reason = cause instanceof Error ? cause.message || errorCode(cause) : String(cause);
  return new DatabaseError(
    "server_unreachable",
    `The database at ${where} cannot be used: ${reason}. Check DATABASE_URL.`,
    {
      retry: true,
      cause,
    },
  );
}
