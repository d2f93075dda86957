// Runs a command of ours on the project's Node, whatever Node npm runs on: `node scripts/run.mjs commands/start.ts …`.
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { projectNode } from "./project-node.mjs";

const [script = "", ...args] = process.argv.slice(2);
let node;
try {
  node = projectNode();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
if (node === process.execPath) {
  process.argv.splice(1, 2, resolve(script));
  await import(pathToFileURL(resolve(script)).href);
} else {
  const child = spawn(node, [script, ...args], { stdio: "inherit" });
  // A terminal sends Ctrl-C to both; other senders mean the child. It ends in good order, and then so does this.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  // npm and its shell die of a SIGTERM without passing it on: then nobody is left to stop the command but this.
  const parent = process.ppid;
  const orphaned = setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM");
  }, 500);
  orphaned.unref();
  child.on("close", (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
}
