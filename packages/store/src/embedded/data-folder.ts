import { accessSync, constants, mkdirSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { DatabaseError } from "../database-error.ts";
import { errorCode } from "../error-code.ts";

/** The major version of the binaries we ship; a cluster of another one cannot be opened by them. */
const MAJOR = "18";

/** Creates the data folder when missing; returns its real path, which every process that shares it must agree on. */
export function prepareDataFolder(dataDir: string): string {
  try {
    // Only entering is left to others (the server may run as another user, see server-account.ts), listing is not.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(dataDir);
  } catch (error) {
    throw unusable(dataDir, error);
  }
}

/**
 * "absent": nothing there yet, a cluster may be created. "ready": a cluster of our version. Anything else is left alone
 * and refused, because what lies there may be the only copy of somebody's data.
 */
export function inspectCluster(folder: string): "absent" | "ready" {
  try {
    const names = readdirSync(folder);
    if (names.length === 0) return "absent";
    if (!names.includes("PG_VERSION")) {
      throw new DatabaseError(
        "data_folder_unusable",
        `${folder} is not empty and holds no PostgreSQL database. Move it away, or set KARLA_DATA_DIR to another folder.`,
      );
    }
    const version = readFileSync(join(folder, "PG_VERSION"), "utf8").trim();
    if (version === MAJOR) return "ready";
    throw new DatabaseError(
      "data_folder_unusable",
      `${folder} was written by PostgreSQL ${version}, this program brings PostgreSQL ${MAJOR}. Dump the data with version ${version} and load it here, or set KARLA_DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL ${version} server.`,
    );
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "absent";
    throw error instanceof DatabaseError ? error : unusable(folder, error);
  }
}

/** The system's refusal in words that say what to do; any other error as it is. */
export function unusable(path: string, cause: unknown): unknown {
  const reason = reasons[errorCode(cause) ?? ""];
  if (reason === undefined) return cause;
  return new DatabaseError(
    "data_folder_unusable",
    `The data folder ${path} cannot be used: ${reason} Or set KARLA_DATA_DIR to another folder.`,
    { cause },
  );
}

export const DISK_FULL = "the disk is full. Free some space.";
const permission = "this user may not read and write it. Give it to this user, or start as the user it belongs to.";
const reasons: Record<string, string | undefined> = {
  EACCES: permission,
  EPERM: permission,
  EROFS: "its file system is read-only. Mount it writable.",
  ENOSPC: DISK_FULL,
  EDQUOT: "the disk quota is used up. Free some space.",
  ENOTDIR: "a file lies where a folder is needed. Move that file away.",
  EEXIST: "a file lies where a folder is needed. Move that file away.",
};
