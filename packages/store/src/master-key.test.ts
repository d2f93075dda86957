import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadOrCreateMasterKey, parseMasterKey } from "./master-key.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "karla-key-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

it("creates the key once, readable by its owner alone", () => {
  const key = loadOrCreateMasterKey(dataDir);
  expect(loadOrCreateMasterKey(dataDir)).toEqual(key);
  expect(statSync(join(dataDir, "master-key")).mode & 0o777).toBe(0o600);
});

it("gives processes that ask at the same moment the same key", async () => {
  const code = `import { loadOrCreateMasterKey } from ${JSON.stringify(new URL("master-key.ts", import.meta.url).href)};
    process.stdout.write(loadOrCreateMasterKey(process.argv[1]).id);`;
  const ask = () => promisify(execFile)(process.execPath, ["--input-type=module", "-e", code, dataDir]);
  const ids = (await Promise.all([ask(), ask(), ask(), ask()])).map(({ stdout }) => stdout);
  expect(new Set(ids)).toEqual(new Set([loadOrCreateMasterKey(dataDir).id]));
});

it("never replaces a file that holds no key", () => {
  const file = join(dataDir, "master-key");
  writeFileSync(file, "not a key\n");
  expect(() => loadOrCreateMasterKey(dataDir)).toThrow(`${file} must be 32 random bytes in base64`);
});

it("takes 32 bytes in base64, and nothing like it", () => {
  const text = Buffer.alloc(32, 7).toString("base64");
  expect(parseMasterKey(`${text}\n`, "KARLA_MASTER_KEY").key).toEqual(Buffer.alloc(32, 7));
  for (const bad of ["", "abc", text.slice(0, -4), `${text}AAAA`, `${text.slice(0, 10)} ${text.slice(10)}`]) {
    expect(() => parseMasterKey(bad, "KARLA_MASTER_KEY")).toThrow("KARLA_MASTER_KEY must be");
  }
});

it("says what to do when the data folder cannot be used", () => {
  const file = join(dataDir, "file");
  writeFileSync(file, "");
  expect(() => loadOrCreateMasterKey(fileURLToPath(new URL("data", `file://${file}/`)))).toThrow("KARLA_DATA_DIR");
});
