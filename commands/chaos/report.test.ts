import { describe, expect, test } from "vitest";
import type { Fault, Guard, Observation } from "./fault.ts";
import { isWhole, reportOf } from "./report.ts";
import type { FaultRun } from "./run-suites.ts";

const CLEAN = { acked: 10, lost: 0, duplicate_effects: 0, reordered: 0 };

function fault(id: string, guard: Guard): Fault {
  return { id, suite: "kill", title: "", guard, run: () => Promise.reject(new Error("is not run here")) };
}

function seen(observed: Record<string, number>, more: Partial<Observation> = {}): Observation {
  return { injected: { kills: 3 }, observed, broken: [], ...more };
}

const GOOD: FaultRun = {
  fault: fault("F01", "ack"),
  cannot: null,
  whole: seen(CLEAN),
  control: seen({ lost: 4 }, { broken: ["lost: 4"] }),
};
const judge = (...runs: FaultRun[]) => isWhole(runs, reportOf(runs, 1, "shopify"));

describe("the report of chaos", () => {
  test("adds up what the runs came to, a run that faults share once, and what the controls showed", () => {
    const shared = { run: "kill" };
    const runs: FaultRun[] = [
      { ...GOOD, whole: seen(CLEAN, shared) },
      { ...GOOD, fault: fault("F02", "dedupe"), whole: seen(CLEAN, shared), control: null },
      { ...GOOD, fault: fault("F11", "dedupe"), control: seen({ duplicate_effects: 2 }, { broken: ["twice"] }) },
    ];
    expect(reportOf(runs, 5, "shopify")).toMatchObject({
      acked: 20,
      kills: { receiver: 3, worker: 3, database: 0 },
      controls: { ack_first_lost: 4, no_dedupe_duplicates: 2, no_fence_reordered: null },
      faults: { F02: { verdict: "held", control: null } },
      seconds: 5,
    });
  });

  test("names what cannot happen on a platform, with the reason, and takes it for no proof", () => {
    const run: FaultRun = { fault: fault("F11c", "dedupe"), cannot: "no such thing", whole: null, control: null };
    const { faults } = reportOf([GOOD, run], 1, "shopware");
    expect(faults.F11c).toMatchObject({ verdict: "not_applicable", why: "no such thing", control: null });
    expect(judge(GOOD, run)).toBe(true);
    expect(judge(run)).toBe(false);
  });

  test("is good where the product held and the control broke", () => {
    expect(judge(GOOD)).toBe(true);
  });

  test.each<[string, Partial<FaultRun>]>([
    ["the product broke", { whole: seen(CLEAN, { broken: ["a receiver ended by itself"] }) }],
    ["something is lost", { whole: seen({ ...CLEAN, lost: 1 }) }],
    ["nothing was injected", { whole: seen(CLEAN, { injected: { kills: 0 } }) }],
    ["the control held", { control: seen({ lost: 0 }) }],
    ["the control broke by something else than its guard", { control: seen({ lost: 0 }, { broken: ["no database"] }) }],
    ["the control could not be made", { control: { injected: {}, observed: {}, broken: ["no core"] } }],
  ])("is bad where %s", (_, change) => {
    expect(judge({ ...GOOD, ...change })).toBe(false);
  });
});
