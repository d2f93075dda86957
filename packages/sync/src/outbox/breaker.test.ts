import { describe, expect, test } from "vitest";
import {
  admission,
  type BreakerState,
  CLOSED,
  failed,
  held,
  openMsAt,
  probing,
  sleepMs,
  succeeded,
} from "./breaker.ts";

function afterFailures(count: number, now = 0): BreakerState {
  let state = CLOSED;
  for (let n = 0; n < count; n += 1) state = failed(state, now, "core_unreachable", false);
  return state;
}

describe("circuit breaker", () => {
  test("stays closed for a few failures and opens at the fifth in a row", () => {
    expect(admission(afterFailures(4), 0)).toEqual({ admit: "go" });
    expect(admission(afterFailures(5), 0)).toEqual({ admit: "wait", until: 30_000, reason: "core_unreachable" });
  });

  test("a success in between starts the count anew", () => {
    const state = failed(succeeded(afterFailures(4), 0), 0, "core_unreachable", false);
    expect(state.failures).toBe(1);
  });

  test("while open lets one probe pass per half minute", () => {
    const open = afterFailures(5);
    expect(admission(open, 30_000)).toEqual({ admit: "probe" });
    expect(admission(probing(open, 30_000), 30_000)).toMatchObject({ admit: "wait", until: 60_000 });
  });

  test("refused credentials open it at once, with a probe every five minutes", () => {
    const open = failed(CLOSED, 0, "credentials_refused", true);
    expect(admission(open, 1)).toMatchObject({ admit: "wait", until: 300_000, reason: "credentials_refused" });
  });

  test("closes with the first success and remembers how long it was open", () => {
    const closed = succeeded(afterFailures(5, 1_000), 61_000);
    expect(admission(closed, 61_000)).toEqual({ admit: "go" });
    expect(openMsAt(closed, 99_000)).toBe(60_000);
  });

  test("counts a failed probe as more time open", () => {
    const open = failed(afterFailures(5), 30_000, "core_unreachable", false);
    expect(openMsAt(open, 45_000)).toBe(45_000);
  });

  test("a 429 keeps silence without opening", () => {
    const quiet = held(CLOSED, 10_000);
    expect(admission(quiet, 9_999)).toMatchObject({ admit: "wait", until: 10_000, reason: "rate_limited" });
    expect(admission(quiet, 10_000)).toEqual({ admit: "go" });
    expect(openMsAt(quiet, 20_000)).toBe(0);
  });

  test("a success that was under way when the core asked for silence does not break the silence", () => {
    expect(admission(succeeded(held(CLOSED, 10_000), 5_000), 6_000)).toMatchObject({ admit: "wait", until: 10_000 });
  });

  test("a long outage spreads the backlog over up to five minutes", () => {
    const open = afterFailures(5);
    expect(sleepMs(open, 30_000, 1_000, 0)).toBe(29_000);
    expect(sleepMs(open, 3_600_000, 3_600_000, 0.999)).toBeLessThanOrEqual(300_000);
  });
});
