import { describe, expect, it } from "vitest";
import { readOptions } from "./read-options.ts";

describe("the options of the bench", () => {
  it("are all three suites and five windows where nothing is said", () => {
    expect(readOptions([])).toEqual({
      suites: ["ingest", "latency", "drain"],
      json: false,
      seconds: null,
      windows: 5,
    });
  });

  it("take one suite, a length and a number of windows", () => {
    expect(readOptions(["--suite", "latency", "--json", "--seconds", "12", "--windows", "9"])).toEqual({
      suites: ["latency"],
      json: true,
      seconds: 12,
      windows: 9,
    });
  });

  it.each([
    [["--suite", "speed"]],
    [["--seconds", "0"]],
    [["--seconds", "1.5"]],
    [["--windows", "many"]],
    [["--windows", "-1"]],
    [["--fast"]],
    [["ingest"]],
  ])("refuse %j", (args) => {
    expect(() => readOptions(args)).toThrow();
  });
});
