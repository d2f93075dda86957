import { describe, expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { readOptions, usageOf } from "./read-options.ts";

const fault = (id: string, suite: Fault["suite"]): Fault => ({
  id,
  suite,
  title: `what ${id} is about`,
  guard: "ack",
  run: async () => ({ injected: {}, observed: {}, broken: [] }),
});
const FAULTS = [fault("F01", "kill"), fault("F11b", "lane")];
const read = (...args: string[]) => readOptions(args, FAULTS);

describe("the options of chaos", () => {
  test("are both suites, everything, as it goes on, where none is given", () => {
    expect(read()).toMatchObject({
      receiver: "shopify",
      suite: null,
      only: null,
      quick: false,
      json: false,
      without: null,
      soakMinutes: null,
      fresh: false,
    });
  });

  test("name a fault in whatever case", () => {
    expect(read("--only", "f11B").only).toBe("F11b");
  });

  test.each([
    [["--only", "F99"], "There are: F01, F11b"],
    [["--only", "F01", "--suite", "lane"], "suite kill"],
    [["--receiver", "magento"], "--receiver takes one of: shopify, shopware"],
    [["--suite", "death"], "lane, kill, life"],
    [["--without", "luck"], "ack, dedupe"],
    [["--seed", "x"], "whole number"],
    [["--soak", "0"], "whole minutes"],
    [["--unknown"], "unknown"],
  ])("are refused with what there is: %j", (args, says) => {
    expect(() => read(...args)).toThrow(says);
  });

  test("are listed with every fault", () => {
    expect(usageOf(FAULTS)).toContain("F11b  lane  what F11b is about");
  });
});
