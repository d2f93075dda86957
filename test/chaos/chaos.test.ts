import { describe, expect, test } from "vitest";
import { childEnv } from "../../commands/env.ts";
import { runOnce } from "../../commands/start-process.ts";

const env = childEnv({ DATABASE_URL: undefined });
const chaos = (...args: string[]) => runOnce({ script: "commands/chaos.ts", args, env });

describe("npm run chaos", () => {
  test("kills ten processes under load and loses nothing; each guard taken out is noticed", async () => {
    const output = await chaos("--quick", "--json");
    const last = JSON.parse(output.trim().split("\n").at(-1) ?? "");
    expect(last).toMatchObject({
      lost: 0,
      duplicate_effects: 0,
      reordered: 0,
      kills: { receiver: 5, worker: 4, database: 1 },
      faults: { F01: { verdict: "held" }, F02: { verdict: "held" }, F05: { verdict: "held" } },
    });
    expect(last.acked).toBeGreaterThan(100);
    expect(Object.keys(last)).toEqual([
      "receiver",
      "acked",
      "lost",
      "duplicate_effects",
      "reordered",
      "kills",
      "faults",
      "controls",
      "seconds",
    ]);
    for (const shown of Object.values(last.controls)) expect(shown).toBeGreaterThan(0);
  }, 660_000);

  test("says which faults there are where it is asked for another", async () => {
    await expect(chaos("--only", "F99")).rejects.toThrow(/no fault F99. There are: F03, F04.*F01/);
    await expect(chaos("--without", "luck")).rejects.toThrow(
      "--without takes one of: ack, dedupe, fence, lane, poison",
    );
  });
});
