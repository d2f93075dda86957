import { describe, expect, test } from "vitest";
import { groupWrites } from "./group-writes.ts";

/** A database that answers when the test says so, and writes down what it was given. */
function database(answer: (writes: readonly string[]) => string[] | Error = (writes) => writes.map((it) => `${it}!`)) {
  const statements: string[][] = [];
  const open: (() => void)[] = [];
  return {
    statements,
    async run(writes: readonly string[]): Promise<string[]> {
      statements.push([...writes]);
      await new Promise<void>((resolve) => open.push(resolve));
      const answered = answer(writes);
      if (answered instanceof Error) throw answered;
      return answered;
    },
    async answers(): Promise<void> {
      for (const resolve of open.splice(0)) resolve();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function refusal(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe("writes of one kind", () => {
  test("go alone when nothing is under way, and what comes meanwhile goes together", async () => {
    const { run, statements, answers } = database();
    const write = groupWrites(run, 10);
    const all = Promise.all(["a", "b", "c"].map(write));
    await answers();
    await answers();
    expect(await all).toEqual(["a!", "b!", "c!"]);
    expect(statements).toEqual([["a"], ["b", "c"]]);
  });

  test("are no more in one statement than there may be", async () => {
    const { run, statements, answers } = database();
    const write = groupWrites(run, 2);
    const all = Promise.all(["a", "b", "c", "d"].map(write));
    for (let n = 0; n < 3; n += 1) await answers();
    await all;
    expect(statements).toEqual([["a"], ["b", "c"], ["d"]]);
  });

  test("are tried one by one when a statement is refused: a bad one fails alone", async () => {
    const { run, statements, answers } = database((writes) =>
      writes.includes("bad") ? refusal("22021") : writes.map((it) => `${it}!`),
    );
    const write = groupWrites(run, 10);
    const all = Promise.allSettled(["a", "b", "bad", "c"].map(write));
    for (let n = 0; n < 3; n += 1) await answers();
    expect((await all).map((one) => (one.status === "fulfilled" ? one.value : "refused"))).toEqual([
      "a!",
      "b!",
      "refused",
      "c!",
    ]);
    expect(statements).toEqual([["a"], ["b", "bad", "c"], ["b"], ["bad"], ["c"]]);
  });

  test.each(["57P01", "08006", "ECONNRESET"])("all fail, once, when the connection ends (%s)", async (code) => {
    const { run, statements, answers } = database((writes) => (writes.includes("a") ? ["a!"] : refusal(code)));
    const write = groupWrites(run, 10);
    const all = Promise.allSettled(["a", "b", "c"].map(write));
    for (let n = 0; n < 3; n += 1) await answers();
    expect((await all).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(statements).toEqual([["a"], ["b", "c"]]);
  });

  test.each([0, 1, 2, 3, 4, 5])("are never left behind by one that just ended (%i ticks later)", async (ticks) => {
    const write = groupWrites(async (writes: readonly string[]) => writes, 10);
    await write("a");
    for (let n = 0; n < ticks; n += 1) await undefined;
    expect(await write("b")).toBe("b");
  });

  test("wait for those of the same time, which come a moment after each other", async () => {
    const { run, statements, answers } = database();
    const moment = () => new Promise<void>((resolve) => setImmediate(resolve));
    const write = groupWrites(run, 3, moment);
    const all: Promise<string>[] = [];
    for (const one of ["a", "b", "c", "d"]) {
      all.push(write(one));
      await moment();
    }
    for (let n = 0; n < 4; n += 1) await answers();
    await Promise.all(all);
    expect(statements).toEqual([["a", "b", "c"], ["d"]]);
  });

  test("go on after a failure", async () => {
    let broken = true;
    const { run, answers } = database((writes) => (broken ? refusal("ECONNRESET") : [...writes]));
    const write = groupWrites(run, 10);
    const first = write("a").catch(() => "failed");
    await answers();
    broken = false;
    expect(await first).toBe("failed");
    const second = write("b");
    await answers();
    expect(await second).toBe("b");
  });
});
