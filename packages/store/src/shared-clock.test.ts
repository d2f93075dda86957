import { afterEach, expect, test, vi } from "vitest";
import { openSharedClock } from "./shared-clock.ts";

const TRUE_TIME = Date.UTC(2026, 9, 25, 1);
const HOUR = 3_600_000;

afterEach(() => vi.useRealTimers());

/** A host whose clock is off by so much, and a database that takes its time to answer. */
function world({ offMs, answersAfterMs = () => 10 }: { offMs: number; answersAfterMs?: (query: number) => number }) {
  let time = TRUE_TIME;
  let queries = 0;
  const host = { offMs, now: () => time + host.offMs };
  const warnings: number[] = [];
  const query = async () => {
    const takes = answersAfterMs(queries++);
    time += takes / 2;
    const ms = String(time);
    time += takes / 2;
    return { rows: [{ ms }] };
  };
  return {
    host,
    warnings,
    trueTime: () => time,
    pass: (ms: number) => {
      time += ms;
    },
    open: () =>
      openSharedClock({ pool: { query } as never, host, log: { warn: ({ off_ms }) => void warnings.push(off_ms) } }),
  };
}

test.each([-10 * 60_000, -60_000, -5_000, 5_000, 60_000, 10 * 60_000, HOUR])(
  "a host that is %i ms off has the database's time",
  async (offMs) => {
    const { open, trueTime, warnings } = world({ offMs });
    const clock = await open();
    expect(clock.now()).toBe(trueTime());
    expect(warnings).toEqual([offMs]);
    clock.close();
  },
);

test("a host that is off by less than a second keeps its own", async () => {
  const { open, host, warnings } = world({ offMs: 900 });
  const clock = await open();
  expect(clock.now()).toBe(host.now());
  expect(warnings).toEqual([]);
  clock.close();
});

test("an answer that took longer than a second says nothing: the next one counts", async () => {
  const { open, trueTime } = world({ offMs: 60_000, answersAfterMs: (query) => (query === 0 ? 4_000 : 10) });
  const clock = await open();
  expect(clock.now()).toBe(trueTime());
  clock.close();
});

test("a clock that is set right, or jumps, is seen within a minute", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { open, host, trueTime } = world({ offMs: -60_000 });
  const clock = await open();
  host.offMs = 0;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clock.now()).toBe(trueTime());
  host.offMs = HOUR;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clock.now()).toBe(trueTime());
  clock.close();
});
