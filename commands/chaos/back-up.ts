import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "./lab.ts";
import type { Death } from "./member.ts";

/** Puts the database back to what it was. `first` is done before anybody works with it. */
export type PutBack = (first: () => Promise<unknown>) => Promise<void>;

/** Copies the database of a lab while nobody uses it, as a backup of its files does. The core has to have one of its own. */
export async function backUp(
  lab: Pick<Lab, "dataDir" | "receivers" | "workers" | "karla" | "database">,
  deaths: Death[],
): Promise<PutBack> {
  const [folder, copy] = [join(lab.dataDir, "pg"), join(lab.dataDir, "backup")];
  const members = [...lab.receivers, ...lab.workers];
  const end = async () => {
    await Promise.all(members.map((member) => member.kill("SIGTERM")));
    await lab.karla(["stop-database"]);
  };
  const begin = async () => {
    await Promise.all(members.map((member) => member.start()));
    await lab.database.answersAt();
  };
  await end();
  copyFolder(folder, copy);
  const at = Date.now();
  await begin();
  return async (first) => {
    await end();
    rmSync(folder, { recursive: true });
    copyFolder(copy, folder);
    await first();
    await begin();
    // What was kept since then could not be kept after all.
    deaths.push({ name: "database", at, until: Date.now(), signal: "SIGTERM" });
  };
}

/** With its owner, who is not always us. */
function copyFolder(from: string, to: string): void {
  const { status, stderr } = spawnSync("cp", ["-a", from, to], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the database could not be copied: ${stderr}`);
}
