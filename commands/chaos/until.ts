import { setTimeout as sleep } from "node:timers/promises";

const LOOK_MS = 20;

/** Looks again and again, at most so long. Gives whether it came to be. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    if (await condition()) return true;
    await sleep(LOOK_MS);
  }
  return false;
}
