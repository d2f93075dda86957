import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** The process and everything below it, children before their own children. */
export function processTree(root: number): number[] {
  const parents = new Map(process.platform === "linux" ? fromProc() : fromPs());
  const tree = [root];
  // Grows while it is walked.
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

/** A zombie that nobody reaped has ended. */
export function isRunning(pid: number): boolean {
  if (process.platform === "linux") return (statOf(pid)?.state ?? "Z") !== "Z";
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function fromProc(): [number, number][] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): [number, number][] => {
      const stat = statOf(Number(name));
      return stat === null ? [] : [[Number(name), stat.parent]];
    });
}

function fromPs(): [number, number][] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return lines.map((line): [number, number] => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return [pid, parent];
  });
}

/** `pid (name) state ppid …`, where the name may hold spaces and brackets (proc_pid_stat). */
function statOf(pid: number): { state: string; parent: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state = "", parent = ""] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state, parent: Number(parent) };
  } catch {
    return null;
  }
}
