import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DatabaseError } from "./database-error.ts";
import { askServer } from "./embedded/ask-server.ts";
import { createCluster } from "./embedded/create-cluster.ts";
import { DISK_FULL, inspectCluster, prepareDataFolder, unusable } from "./embedded/data-folder.ts";
import { findPostgresBinaries } from "./embedded/postgres-binaries.ts";
import { chooseServerAccount } from "./embedded/server-account.ts";
import { type Postmaster, spawnPostmaster } from "./embedded/spawn-postmaster.ts";
import { createStartLock } from "./embedded/start-lock.ts";
import type { Log } from "./log.ts";
import { readOrCreateSecretFile, readSecretFile } from "./secret-file.ts";

export interface EmbeddedPostgres {
  port: number;
  /** Of the superuser `postgres` and of the role `karla`. */
  password: string;
}

/** How long nothing may answer. */
const SILENCE_MS = 60_000;
/** How long a server may say that it is starting or recovering, or another process may take to create the cluster. */
const BUSY_MS = 10 * 60_000;
const POLL_MS = 50;
/** How long the file of a server must be gone to mean that it was stopped on purpose. */
const GONE_MS = 6_000;
/** Ends of a server that are no reason to give up: another one was first, or children of a killed one still hold on. */
const passing = /postmaster\.pid|shared memory block|could not create any TCP\/IP sockets/;
const TRIES = 3;

/**
 * Starts the PostgreSQL of a data folder, or adopts the one that already runs there. Any number of processes may call
 * this at once, after any crash: whoever comes first creates and starts, the others connect. Resolves when the server
 * answers; throws a `DatabaseError` that says what to do when it cannot.
 */
export async function startEmbeddedPostgres(options: { dataDir: string; log: Log }): Promise<EmbeddedPostgres> {
  const server = await inPlainWords(options.dataDir, (dataDir) => startOrAdopt({ ...options, dataDir, wanted: null }));
  if (server === null) throw startFailed(options.dataDir, "it was stopped");
  return server;
}

/**
 * The same for a server that ran a moment ago and may have crashed. One that was stopped on purpose stays down (null): it
 * removed its postmaster.pid, which a crashed one could not. `wanted` is asked for as long as nothing was started.
 */
export async function reviveEmbeddedPostgres(options: {
  dataDir: string;
  log: Log;
  wanted: () => boolean;
}): Promise<EmbeddedPostgres | null> {
  return await inPlainWords(options.dataDir, (dataDir) => startOrAdopt({ ...options, dataDir }));
}

async function inPlainWords<T>(dataDir: string, work: (dataDir: string) => Promise<T>): Promise<T> {
  const real = prepareDataFolder(dataDir);
  try {
    return await work(real);
  } catch (error) {
    throw unusable(real, error);
  }
}

async function startOrAdopt({
  dataDir,
  log,
  wanted,
}: {
  dataDir: string;
  log: Log;
  wanted: (() => boolean) | null;
}): Promise<EmbeddedPostgres | null> {
  const folder = join(dataDir, "pg");
  const passwordFile = join(dataDir, "pg-password");
  const programs = () => {
    const binaries = findPostgresBinaries();
    return { binaries, account: chooseServerAccount(binaries.postgres, dataDir, folder) };
  };
  const patience = createPatience(dataDir);
  const startLock = createStartLock(dataDir);
  try {
    return await untilItAnswers();
  } finally {
    startLock.free();
  }

  async function untilItAnswers(): Promise<EmbeddedPostgres | null> {
    let mine: Postmaster | null = null;
    let newPort = false;
    let failures = 0;

    for (;;) {
      if (inspectCluster(folder) === "absent") {
        readOrCreateSecretFile(passwordFile, () => randomBytes(24).toString("hex"));
        if ((await createCluster({ folder, passwordFile, ...programs() })) === "busy") await patience.wait("busy");
        continue;
      }
      const password = readSecretFile(passwordFile);
      const answer = await askServer(folder, password);
      if (password === null || answer.outcome === "password_refused") throw passwordLost(dataDir);
      if (answer.outcome === "ready") {
        log.info(
          { port: answer.port, dataDir },
          mine === null ? "embedded postgres adopted" : "embedded postgres started",
        );
        return { port: answer.port, password };
      }
      const end = mine?.ended() ?? null;
      // It has its postmaster.pid, or will never have one.
      if (answer.outcome === "busy" || end !== null) startLock.free();
      if (wanted !== null && mine === null && !wanted()) return null;
      if (answer.outcome === "absent" && (mine === null || end !== null)) {
        // A start that finds its port taken removes the file as well, before it is tried again with another port.
        if (wanted !== null && mine === null && answer.stalePid === null) {
          if (patience.sinceGone() > GONE_MS) return null;
          await patience.wait("absent");
          continue;
        }
        if (end !== null) {
          newPort = end.message.includes("TCP/IP sockets");
          failures += passing.test(end.message) ? 0 : 1;
          if (failures === TRIES) throw startFailed(dataDir, end.message);
        }
        if (startLock.take()) {
          // Whoever had it before may have started one meanwhile.
          const again = await askServer(folder, password);
          if (again.outcome === "absent") {
            mine = await spawnPostmaster({ dataDir, folder, stalePid: again.stalePid, newPort, ...programs() });
          } else startLock.free();
        }
      }
      await patience.wait(answer.outcome);
    }
  }
}

/** Time limits by the monotonic clock of the machine: how long a server takes is no matter of the product's clock. */
function createPatience(dataDir: string) {
  const begin = performance.now();
  let lastSign = begin;
  let goneSince: number | null = null;
  return {
    /** Milliseconds since this was first asked. */
    sinceGone(): number {
      goneSince ??= performance.now();
      return performance.now() - goneSince;
    },
    async wait(outcome: "busy" | "absent") {
      const now = performance.now();
      if (outcome === "busy") {
        lastSign = now;
        goneSince = null;
      }
      if (now - lastSign > SILENCE_MS || now - begin > BUSY_MS) {
        throw startFailed(dataDir, "it did not answer in time");
      }
      await pause(POLL_MS);
    },
  };
}

function passwordLost(dataDir: string): DatabaseError {
  return new DatabaseError(
    "data_folder_unusable",
    `The data folder ${dataDir} cannot be used: pg-password is not the password of the database in pg. Restore that file from a backup, or set KARLA_DATA_DIR to another folder.`,
  );
}

function startFailed(dataDir: string, reason: string): DatabaseError {
  const why = reason.includes("No space left on device") ? DISK_FULL : reason;
  return new DatabaseError(
    "server_does_not_start",
    `The embedded PostgreSQL does not start in ${dataDir}: ${why} (its log: ${join(dataDir, "pg.log")}). Or set DATABASE_URL to a PostgreSQL server.`,
    { retry: true },
  );
}
