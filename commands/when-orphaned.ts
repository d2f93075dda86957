const LOOK_MS = 500;

/**
 * Calls `end` once the process that started this one is gone. npm and the shell between die of a SIGTERM without passing it
 * on; what they started would go on for ever, with nobody to stop it.
 */
export function whenOrphaned(end: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, LOOK_MS);
  timer.unref();
}
