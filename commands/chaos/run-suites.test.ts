import { expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { readOptions } from "./read-options.ts";
import type { KeptResults } from "./results-file.ts";
import { type FaultRun, runSuites } from "./run-suites.ts";
import { PLATFORMS } from "./shop/platforms.ts";

const fault = (id: string, suite: Fault["suite"]): Fault => ({
  id,
  suite,
  title: "",
  guard: "ack",
  run: async ({ without }) => ({ injected: { done: 1 }, observed: {}, broken: without === null ? [] : ["lost: 1"] }),
});
const ELSEWHERE: Fault = { ...fault("F11c", "lane"), cannot: { shopware: "there is no such thing" } };
const FAULTS = [fault("F01", "kill"), fault("F11", "lane"), ELSEWHERE, fault("F28", "life")];

async function play(...args: string[]): Promise<FaultRun[]> {
  const results: KeptResults = {
    observations: new Map(),
    seconds: 0,
    keep: (step, seen) => void results.observations.set(step, seen),
    forget() {},
  };
  const session = { results, say() {}, signal: new AbortController().signal, seconds: () => 0 };
  const options = readOptions(args, FAULTS);
  return runSuites({ ...session, faults: FAULTS, platform: PLATFORMS[options.receiver], options });
}

async function ran(...args: string[]): Promise<string[]> {
  return (await play(...args)).map(({ fault: { id } }) => id);
}

test("what is run without a suite is processes, workers and deliveries; shops where they are asked for", async () => {
  expect(await ran()).toEqual(["F01", "F11", "F11c"]);
  expect(await ran("--suite", "lane")).toEqual(["F11", "F11c"]);
  expect(await ran("--suite", "life")).toEqual(["F28"]);
  expect(await ran("--only", "F28")).toEqual(["F28"]);
});

test("at Shopware everything is run, and what cannot happen there is told with its reason", async () => {
  const runs = await play("--receiver", "shopware");
  expect(runs.map(({ fault: { id }, cannot, whole }) => [id, cannot, whole !== null])).toEqual([
    ["F01", null, true],
    ["F11", null, true],
    ["F11c", "there is no such thing", false],
    ["F28", null, true],
  ]);
});
