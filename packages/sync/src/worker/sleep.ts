/**
 * Resolves after so many milliseconds, or as soon as `signal` aborts. Node's own makes an error with its stack each time it is
 * aborted, which a busy worker does with every turn.
 */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done, { once: true });
  });
}
