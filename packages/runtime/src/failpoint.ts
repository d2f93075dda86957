import type { FailpointName } from "@karla/receiver/failpoint";
import type { TurnDeps } from "@karla/sync/turn-deps";

type Name = FailpointName | Parameters<TurnDeps["failpoint"]>[0];
type FailpointSignal = "SIGKILL" | "SIGSTOP";

/**
 * Kills the process, or puts it to sleep, at a named place, the n-th time it passes there ("after_commit:7"), so that `chaos`
 * can place a death exactly. Does nothing where none is named.
 */
export function createFailpoint(
  spec: { name: string; passes: number; signal: FailpointSignal } | undefined,
  send: (signal: FailpointSignal) => void = (signal) => process.kill(process.pid, signal),
): (name: Name) => void {
  if (spec === undefined) return () => {};
  let left = spec.passes;
  return (name) => {
    if (name !== spec.name) return;
    left -= 1;
    if (left === 0) send(spec.signal);
  };
}
