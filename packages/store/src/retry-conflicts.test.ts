import { describe, expect, it } from "vitest";
import { retryConflicts } from "./retry-conflicts.ts";

/** Work that fails so many times with this code, each try taking so long. */
function failing({ times, code, takesMs = 1 }: { times: number; code: string; takesMs?: number }) {
  let now = 0;
  let tries = 0;
  const pauses: number[] = [];
  const work = async () => {
    tries += 1;
    now += takesMs;
    if (tries <= times) throw Object.assign(new Error("refused"), { code });
    return "stored";
  };
  const retries = {
    retries: 3,
    withinMs: 1_500,
    random: () => 0.5,
    sleep: async (ms: number) => {
      pauses.push(ms);
      now += ms;
    },
  };
  return { run: () => retryConflicts(work, retries, { now: () => now }), tries: () => tries, pauses };
}

describe("retryConflicts", () => {
  it.each(["40001", "40P01", "23505"])(
    "tries three times more what met %s, after longer and longer pauses",
    async (code) => {
      const { run, tries, pauses } = failing({ times: 3, code });
      expect(await run()).toBe("stored");
      expect(tries()).toBe(4);
      expect(pauses).toEqual([12.5, 25, 50]);
    },
  );

  it("gives up after that", async () => {
    const { run, tries } = failing({ times: 9, code: "40P01" });
    await expect(run()).rejects.toThrow("refused");
    expect(tries()).toBe(4);
  });

  it("begins nothing that the sender does not wait for", async () => {
    const { run, tries } = failing({ times: 9, code: "40P01", takesMs: 1_000 });
    await expect(run()).rejects.toThrow("refused");
    expect(tries()).toBe(2);
  });

  it("does not try again what is refused for another reason", async () => {
    const { run, tries } = failing({ times: 1, code: "53100" });
    await expect(run()).rejects.toThrow("refused");
    expect(tries()).toBe(1);
  });
});
