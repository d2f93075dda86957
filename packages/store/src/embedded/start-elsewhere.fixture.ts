import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Started {
  port?: number;
  how?: string;
  code?: string;
  message?: string;
}

const script = fileURLToPath(new URL("start.fixture.ts", import.meta.url));

/** Runs `startEmbeddedPostgres` in a process of its own, as another user or behind another command where wanted. */
export async function startElsewhere(
  dataDir: string,
  options: { uid?: number; gid?: number; prefix?: readonly string[] } = {},
): Promise<Started> {
  const { prefix = [], ...ids } = options;
  const [file = "", ...args] = [...prefix, process.execPath, script, dataDir];
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "inherit"], ...ids });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  await new Promise((resolve) => child.once("close", resolve));
  return JSON.parse(output);
}
