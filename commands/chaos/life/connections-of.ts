import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listeningIn } from "../../listening-line.ts";
import type { Lab } from "../lab.ts";

/** What a process says of its connections to the database. */
export interface Connections {
  idle: number;
  busy: number;
  /** Statements that wait for one. */
  waiting: number;
}

/** Asks the metrics of a member, whose log says where they are: all of its pools together. */
export async function connectionsOf({ dataDir }: Lab, { name }: { name: string }): Promise<Connections> {
  const log = readFileSync(join(dataDir, "logs", `${name}.log`), "utf8");
  const last = log.split("\n").findLast((line) => listeningIn(line) !== null);
  const listening = listeningIn(last ?? "");
  const text = await (await fetch(new URL("/metrics", listening?.metricsUrl ?? listening?.url))).text();
  const count = (state: string) => {
    const values = [...text.matchAll(new RegExp(`^database_connections\\{.*state="${state}"\\} (\\d+)$`, "gm"))];
    if (values.length === 0) throw new Error(`${name} does not say how many connections are ${state}`);
    return values.reduce((sum, [, value]) => sum + Number(value), 0);
  };
  return { idle: count("idle"), busy: count("busy"), waiting: count("waiting") };
}
