import type { ProcessEnv } from "./env.ts";
import { stopWithout } from "./guards.ts";

/** Runs `stop` on the first SIGTERM or SIGINT: what is under way ends in good order, then the process ends. */
export function onStop(stop: () => Promise<void>, guard: ProcessEnv["KARLA_GUARD_OFF"]): void {
  let asked = false;
  const end = () => {
    if (asked) return;
    asked = true;
    stopWithout(guard, stop)().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, end);
}
