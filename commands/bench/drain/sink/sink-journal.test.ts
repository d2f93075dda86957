import { describe, expect, test } from "vitest";
import { createSinkJournal } from "./sink-journal.ts";

function journalAt() {
  let now = 100;
  const journal = createSinkJournal(() => now);
  return {
    ...journal,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe("the sink's journal", () => {
  test("counts nothing wrong of jobs that come one after the other, orders side by side", () => {
    const { start, wait, summary } = journalAt();
    const ends = [start("1", 1), start("2", 1)];
    wait(20);
    for (const end of ends) end();
    start("1", 2)();
    expect(summary()).toMatchObject({ jobs: 3, repeated: 0, overlaps: 0, outOfOrder: 0 });
  });

  test("measures the jobs between the first and the last twentieth", () => {
    const { start, wait, summary } = journalAt();
    for (let n = 1; n <= 40; n += 1) {
      const end = start(String(n), 1);
      wait(n <= 2 || n > 38 ? 1_000 : 20);
      end();
    }
    expect(summary()).toMatchObject({ jobs: 40, steady: { jobs: 35, ms: 700 } });
  });

  test("counts a job that starts while another of its order runs", () => {
    const { start, summary } = journalAt();
    start("1", 1);
    start("1", 2);
    expect(summary()).toMatchObject({ overlaps: 1, outOfOrder: 0 });
  });

  test("counts a job that was overtaken", () => {
    const { start, summary } = journalAt();
    start("1", 2)();
    start("1", 1)();
    expect(summary()).toMatchObject({ jobs: 2, overlaps: 0, outOfOrder: 1 });
  });

  test("counts a job that comes again, and not as another", () => {
    const { start, summary } = journalAt();
    start("1", 1)();
    start("1", 1)();
    expect(summary()).toMatchObject({ jobs: 1, repeated: 1 });
  });
});
