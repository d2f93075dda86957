import { expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { readOptions } from "./read-options.ts";
import type { KeptResults } from "./results-file.ts";
import { runSuites } from "./run-suites.ts";

const fault = (id: string, suite: Fault["suite"]): Fault => ({
  id,
  suite,
  title: "",
  guard: "ack",
  run: async ({ without }) => ({ injected: { done: 1 }, observed: {}, broken: without === null ? [] : ["lost: 1"] }),
});
const FAULTS = [fault("F01", "kill"), fault("F11", "lane"), fault("F28", "life")];

async function ran(...args: string[]): Promise<string[]> {
  const results: KeptResults = {
    observations: new Map(),
    seconds: 0,
    keep: (step, seen) => void results.observations.set(step, seen),
    forget() {},
  };
  const session = { results, say() {}, signal: new AbortController().signal, seconds: () => 0 };
  const runs = await runSuites({ ...session, faults: FAULTS, options: readOptions(args, FAULTS) });
  return runs.map(({ fault: { id } }) => id);
}

test("what is run without a suite is processes, workers and deliveries; shops where they are asked for", async () => {
  expect(await ran()).toEqual(["F01", "F11"]);
  expect(await ran("--suite", "lane")).toEqual(["F11"]);
  expect(await ran("--suite", "life")).toEqual(["F28"]);
  expect(await ran("--only", "F28")).toEqual(["F28"]);
});
