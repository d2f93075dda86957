import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectPath } from "./project-node.mjs";

const bin = join(import.meta.dirname, "..", "node_modules", ".bin");

/**
 * Runs a tool of node_modules/.bin in the current folder, on the project's own Node whatever Node called us. `show` passes the output through to the screen; otherwise it is
 * collected, without colours.
 *
 * @param {string} tool
 * @param {readonly string[]} args
 * @param {{ show?: boolean }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runTool(tool, args, { show = false } = {}) {
  return new Promise((resolve) => {
    const env = { ...process.env, PATH: projectPath() };
    if (!show) {
      env.NO_COLOR = "1";
      delete env.FORCE_COLOR;
    }
    const child = spawn(join(bin, tool), args, {
      env,
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ ok: false, output: `${tool} could not be started: ${error.message}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}
