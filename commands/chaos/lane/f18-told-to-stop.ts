import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnv } from "../../env.ts";
import { newDataDir } from "../../new-data-dir.ts";
import { runOnce } from "../../start-process.ts";
import type { Fault, Observation, RunContext } from "../fault.ts";
import { lookIntoDatabase } from "../look-into-database.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { nothingInjected } from "./observation.ts";
import { isRunning } from "./process-tree.ts";
import { startCommand } from "./start-command.ts";

/** After 20 seconds `npm start` itself kills what has not ended. */
const END_MS = 19_000;
/** What ignores the signal for so long does not end later either. */
const CONTROL_END_MS = 5_000;
const SELLERS = 4;
/** Each ends in good order: its last words say so. */
const SAY_GOODBYE = ["receiver", "worker", "bridge", "bridge-worker", "sandbox", "sandbox-shopware", "core"];

/**
 * The guard is that a SIGTERM reaches every process and each of them obeys. The product has no switch for that, so the control
 * takes it out from outside: a preloaded line makes the start command deaf to SIGTERM.
 */
export const F18: Fault = {
  id: "F18",
  suite: "lane",
  title: "SIGTERM to what `npm start` starts, and to npm itself: all processes end in good order, nothing is lost",
  guard: "stop",
  async run(context) {
    const ways = context.small || context.without !== null ? (["node"] as const) : (["node", "npm"] as const);
    const seen: Observation[] = [];
    for (const way of ways) seen.push(await stopOnce(way, context));
    const sum = (part: "injected" | "observed") => {
      const total: Record<string, number> = {};
      for (const one of seen) {
        for (const [name, count] of Object.entries(one[part])) total[name] = (total[name] ?? 0) + count;
      }
      return total;
    };
    const injected = sum("injected");
    return {
      injected,
      observed: sum("observed"),
      broken: [...(context.without === null ? nothingInjected(injected) : []), ...seen.flatMap(({ broken }) => broken)],
    };
  },
};

async function stopOnce(way: "node" | "npm", context: RunContext): Promise<Observation> {
  const dataDir = newDataDir("chaos");
  let pids: number[] = [];
  let keep = context.without === null;
  let leave = async (): Promise<void> => {};
  try {
    const command = await startCommand({ way, dataDir, deaf: context.without === "stop" });
    pids = command.processes();
    const { shop, close } = await context.platform.visit({ dataDir, ...command });
    leave = close;
    const selling = sellUntilNobodyAnswers(shop, context.seed);
    await sleep(1_000);
    pids = command.processes();
    const toldAt = Date.now();
    command.terminate();
    const left = await untilEnded(pids, context.without === null ? END_MS : CONTROL_END_MS);
    const endedAfterMs = Date.now() - toldAt;
    endAll(left);
    await selling;
    const after = await lookAfterwards(dataDir, shop.acknowledged());
    const broken = [
      ...(left.length > 0 ? [`${left.length} of ${pids.length} processes are left`] : []),
      ...SAY_GOODBYE.filter((name) => !said(dataDir, name)).map((name) => `${name} did not end in good order`),
      // npm and its shell die of the signal; what they started is nobody's child then and has no one to tell.
      ...(way === "node" && command.exitCode() !== 0 ? [`the command ended with ${command.exitCode()}`] : []),
      ...(after.lost > 0 ? [`${after.lost} acknowledged events are lost`] : []),
      ...(after.leased > 0 ? [`${after.leased} orders are still held`] : []),
    ];
    keep &&= broken.length > 0;
    return {
      injected: { signals: 1, processes: pids.length, acked: shop.acknowledged().length },
      observed: { left: left.length, ...after, [`ms_to_end_${way}`]: endedAfterMs },
      broken: broken.map((why) => `${way}: ${why}`),
    };
  } finally {
    endAll(pids);
    await leave();
    if (keep) context.say(`logs: ${dataDir}`);
    else rmSync(dataDir, { recursive: true, force: true });
  }
}

/** One order after the other, several at a time, until the receiver is gone. */
async function sellUntilNobodyAnswers(shop: SellingShop, seed: number): Promise<void> {
  let number = 1000;
  const sell = async () => {
    for (let answered = true; answered; ) {
      number += 1;
      const [placed] = shop.life({ seed, number }).messages;
      answered = placed !== undefined && (await shop.post(placed)) !== null;
      await sleep(20);
    }
  };
  await Promise.all(Array.from({ length: SELLERS }, sell));
}

/** Gives those that did not end in time. */
async function untilEnded(pids: readonly number[], withinMs: number): Promise<number[]> {
  for (const end = Date.now() + withinMs; Date.now() < end && pids.some(isRunning); ) await sleep(50);
  return pids.filter(isRunning);
}

function endAll(pids: readonly number[]): void {
  for (const pid of pids) if (isRunning(pid)) process.kill(pid, "SIGKILL");
}

function said(dataDir: string, name: string): boolean {
  return readFileSync(join(dataDir, "logs", `${name}.log`), "utf8").includes('"msg":"stopped"');
}

/** Starts the database once more, as an operator would, to see what is in it. */
async function lookAfterwards(
  dataDir: string,
  acknowledged: readonly string[],
): Promise<{ lost: number; leased: number }> {
  const env = childEnv({ DATABASE_URL: undefined, KARLA_DATA_DIR: dataDir });
  const operator = (verb: string) => runOnce({ script: "commands/karla.ts", args: [verb], env });
  await operator("status");
  const database = lookIntoDatabase(dataDir);
  try {
    const { rows } = await database.pool.query<{ event_key: Buffer }>("SELECT event_key FROM inbox_event");
    const keys = new Set(rows.map(({ event_key }) => event_key.toString("hex")));
    const held = await database.pool.query("SELECT 1 FROM lane WHERE lease_token IS NOT NULL");
    return { lost: acknowledged.filter((key) => !keys.has(key)).length, leased: held.rows.length };
  } finally {
    await database.close();
    await operator("stop-database");
  }
}
