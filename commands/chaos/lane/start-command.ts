import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { childEnv } from "../../env.ts";
import { freePort } from "../../free-port.ts";
import { serverOf } from "../kill-server.ts";
import { isRunning, processTree } from "./process-tree.ts";

/** `npm start`, by npm or as what npm starts. */
export interface StartCommand {
  receiverUrl: string;
  bridgeUrl: string;
  /** The command, everything below it, and the database, which is nobody's child. */
  processes(): number[];
  /** SIGTERM to the one process that was spawned. */
  terminate(): void;
  exitCode(): number | null;
}

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const COMMAND = ["scripts/run.mjs", "commands/start.ts"];
/** The admin may have to be built first. */
const START_MS = 120_000;
const FIRST_PORT = 21_000;
const PORTS = 20_000;

/** Preloaded into every Node below: where the start command runs, nothing hears of a SIGTERM. */
const DEAF = `
if (process.argv.slice(1, 3).some((argument) => argument.endsWith("commands/start.ts"))) {
  const on = process.on;
  process.on = (name, ...rest) => (name === "SIGTERM" ? process : on.call(process, name, ...rest));
  on.call(process, "SIGTERM", () => {});
}`;

export async function startCommand(options: {
  way: "node" | "npm";
  dataDir: string;
  deaf: boolean;
}): Promise<StartCommand> {
  const { way, dataDir, deaf } = options;
  const first = FIRST_PORT + (process.pid % PORTS);
  const core = await freePort(first);
  const receiver = await freePort(first, [core]);
  const sandbox = await freePort(first, [core, receiver]);
  const bridge = await freePort(first, [core, receiver, sandbox]);
  const shopware = await freePort(first, [core, receiver, sandbox, bridge]);
  const [program, args] = way === "npm" ? ["npm", ["start"]] : [process.execPath, COMMAND];
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: childEnv({
      DATABASE_URL: undefined,
      KARLA_DATA_DIR: dataDir,
      KARLA_CORE_PORT: String(core),
      PORT: String(receiver),
      SANDBOX_PORT: String(sandbox),
      BRIDGE_PORT: String(bridge),
      SANDBOX_SHOPWARE_PORT: String(shopware),
      NODE_OPTIONS: deaf ? `--import=data:text/javascript,${encodeURIComponent(DEAF)}` : undefined,
    }),
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk;
    });
  }
  const urlOf = (name: string) => new RegExp(`${name} +(http:\\S+)`).exec(said)?.[1] ?? "";
  const isReady = () => urlOf("Receiver") !== "" && urlOf("Bridge") !== "";
  for (const end = Date.now() + START_MS; !isReady(); await sleep(100)) {
    if (child.exitCode === null && child.signalCode === null && Date.now() < end) continue;
    for (const pid of processTree(child.pid ?? 0)) if (isRunning(pid)) process.kill(pid, "SIGKILL");
    throw new Error(`npm start did not get ready: ${said}`);
  }
  return {
    receiverUrl: urlOf("Receiver"),
    bridgeUrl: urlOf("Bridge"),
    processes() {
      const server = serverOf(dataDir);
      return [...processTree(child.pid ?? 0), ...(server === null ? [] : [server.pid])];
    },
    terminate: () => void child.kill("SIGTERM"),
    exitCode: () => child.exitCode,
  };
}
