import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { prepareDataFolder, unusable } from "./embedded/data-folder.ts";
import { createKeyring, type Keyring, type SealKey, sealKeyOf } from "./keyring.ts";
import { SecretBoxError } from "./secret-box-error.ts";
import { readOrCreateSecretFile } from "./secret-file.ts";

/** A master key as it is written in `KARLA_MASTER_KEY` or in the data folder: 32 bytes in base64. */
export function parseMasterKey(text: string, from: string): SealKey {
  const key = Buffer.from(text, "base64");
  // Node skips what is no base64: only the way back shows whether the text was a key at all.
  if (key.length !== 32 || key.toString("base64") !== text.trim()) {
    throw new SecretBoxError("bad_key", `${from} must be 32 random bytes in base64 (openssl rand -base64 32).`);
  }
  return sealKeyOf(key);
}

/**
 * The master key of a default run, kept in `master-key` of the data folder (mode 0600), created when missing. Any number
 * of processes may ask at once and get the same key. Whoever loses this file loses all sealed data.
 */
export function loadOrCreateMasterKey(dataDir: string): SealKey {
  const file = join(prepareDataFolder(dataDir), "master-key");
  return parseMasterKey(createOrRead(file), file);
}

function createOrRead(file: string): string {
  try {
    return readOrCreateSecretFile(file, () => randomBytes(32).toString("base64"));
  } catch (error) {
    throw unusable(file, error);
  }
}

/** The master keys of a process: the configured ones, or the one of the data folder. */
export function readMasterKeys(from: {
  dataDir: string;
  current?: string | undefined;
  previous: readonly string[];
}): Keyring {
  const current =
    from.current === undefined ? loadOrCreateMasterKey(from.dataDir) : parseMasterKey(from.current, "KARLA_MASTER_KEY");
  const previous = from.previous.map((text) => parseMasterKey(text, "KARLA_MASTER_KEYS_PREVIOUS"));
  return createKeyring({ current, previous });
}
