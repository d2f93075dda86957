import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { chownSync, lchownSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseError } from "../database-error.ts";

/** Who runs PostgreSQL's programs. PostgreSQL refuses to run as root. */
export interface ServerAccount {
  spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess;
  /** Hands a file, or a folder with all it holds, to this account. */
  takeOver(path: string): void;
}

/** "nobody" on every Linux and on macOS as far as files are concerned: an id that owns nothing else. */
const NOBODY = 65534;

/**
 * PostgreSQL's programs get next to nothing of our environment: PGDATA, PGPORT and the like would change what they do,
 * and secrets in our environment are none of their business.
 */
const environment = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/**
 * An ordinary user runs the server as itself. Root runs it as the user the folders belong to already, so that both can
 * use them in turn, or else as uid 65534; where that user cannot come to the data folder or the programs (below /root,
 * for example), inside a user namespace in which root is called 65534.
 */
export function chooseServerAccount(program: string, dataDir: string, cluster: string): ServerAccount {
  if (process.getuid?.() !== 0) return account({}, [], null);
  const owner = ownerOf(cluster) ?? ownerOf(dataDir) ?? { uid: NOBODY, gid: NOBODY };
  const canEnter = ["-c", 'test -x "$1" && test -x "$2"', "sh", program, dataDir];
  if (spawnSync("/bin/sh", canEnter, owner).status === 0) return account(owner, [], owner);

  const inNamespace = ["--user", `--map-user=${NOBODY}`];
  if (spawnSync("unshare", [...inNamespace, "/bin/sh", ...canEnter]).status === 0) {
    return account({}, ["unshare", ...inNamespace], { uid: 0, gid: 0 });
  }
  throw new DatabaseError(
    "data_folder_unusable",
    `The embedded PostgreSQL cannot use ${dataDir}: it does not run as root, and the user it runs as instead (uid ${owner.uid}) cannot enter this folder or cannot execute ${program}. Set KARLA_DATA_DIR to a folder that every user can enter (for example /var/lib/karla), start this program as an ordinary user, or set DATABASE_URL to a PostgreSQL server.`,
  );
}

interface Owner {
  uid: number;
  gid: number;
}

/** Who a path belongs to: an ordinary user with an entry in the system's list of users (initdb insists on one). */
function ownerOf(path: string): Owner | null {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status?.uid || spawnSync("id", ["-nu", String(status.uid)]).status !== 0) return null;
  return { uid: status.uid, gid: status.gid };
}

function account(ids: Partial<Owner>, prefix: readonly string[], owner: Owner | null): ServerAccount {
  return {
    spawn(program, args, options) {
      const [file = program, ...rest] = [...prefix, program, ...args];
      return spawn(file, rest, { ...options, ...ids, env: { ...environment, ...options.env } });
    },
    takeOver(path) {
      if (owner !== null) changeOwner(path, owner);
    },
  };
}

/** The folder itself comes last: when this is interrupted, the next start sees the old owner and begins again. */
function changeOwner(path: string, { uid, gid }: Owner): void {
  const status = statSync(path);
  if (status.uid === uid) return;
  if (status.isDirectory()) {
    for (const name of readdirSync(path, { recursive: true, encoding: "utf8" })) lchownSync(join(path, name), uid, gid);
  }
  chownSync(path, uid, gid);
}
