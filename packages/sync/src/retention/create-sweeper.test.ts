import { expect, test } from "vitest";
import { createSweeper } from "./create-sweeper.ts";
import type { Removed, Retention, Sweep } from "./retention.ts";

const SWEEP: Sweep = { token: "t", at: 0, after: null };
const NOTHING: Removed = { body: 0, event: 0, attempt: 0, lane: 0, comparison: 0, claim_form: 0 };

/** A sweeper whose steps take so long, and which is told to stop in its n-th pause. */
async function sweeper({ took = [5], pauses, fails = false }: { took?: number[]; pauses: number; fails?: boolean }) {
  let now = 0;
  let begun = 0;
  const sleeps: number[] = [];
  const acts: string[] = [];
  const over = Promise.withResolvers<void>();
  const retention: Retention = {
    async begin() {
      acts.push("begin");
      if (fails) throw new Error("the database is away");
      begun += 1;
      return begun === 1 ? SWEEP : null;
    },
    async step() {
      acts.push("step");
      now += took.shift() ?? 0;
      return { removed: NOTHING, ...(took.length > 0 ? { outcome: "more", sweep: SWEEP } : { outcome: "done" }) };
    },
    async release() {
      acts.push("release");
    },
    look: async () => ({ sweptAt: now, oldestBodyAt: null }),
  };
  const made = createSweeper({
    retention,
    clock: { now: () => now },
    log: { error: () => void acts.push("error") },
    async sleep(ms) {
      sleeps.push(ms);
      if (sleeps.length === pauses) made.stop().then(over.resolve, over.reject);
    },
    removed: () => void acts.push("removed"),
    seen: () => void acts.push("seen"),
  });
  made.start();
  await over.promise;
  return { sleeps, acts };
}

test("looks every minute, and rests nine times as long as a step took, whatever the clock does", async () => {
  const { sleeps, acts } = await sweeper({ took: [50, 1, 4_000, -9_000, 10], pauses: 7 });
  expect(sleeps).toEqual([60_000, 450, 20, 5_000, 20, 60_000, 60_000]);
  expect(acts.filter((what) => what === "step")).toHaveLength(5);
  expect(acts.slice(-3)).toEqual(["seen", "begin", "seen"]);
});

test("that is told to stop ends its step and gives the sweep back", async () => {
  const { acts } = await sweeper({ took: [1, 1, 1, 1], pauses: 3 });
  expect(acts).toEqual(["begin", "step", "removed", "step", "removed", "release", "seen"]);
});

test("goes on looking when the database was away", async () => {
  const { acts } = await sweeper({ fails: true, pauses: 4 });
  expect(acts).toEqual(["begin", "error", "begin", "error", "begin", "error"]);
});
