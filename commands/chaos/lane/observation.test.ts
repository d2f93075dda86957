import { describe, expect, test } from "vitest";
import type { RunCheck } from "../check-run.ts";
import type { RunContext } from "../fault.ts";
import { SHOPIFY } from "../shop/shopify/shopify.ts";
import { observation } from "./observation.ts";

const CHECK: RunCheck = {
  acked: 10,
  lost: 0,
  unfinished: 0,
  duplicate_effects: 0,
  reordered: 0,
  overlaps: 0,
  grown_mb: 0,
  strangers: 0,
  leaks: 0,
  outbound: 0,
  unexplained: 0,
  quarantined: 0,
  dead: 0,
  lost_leases: 0,
  stall_ms: 0,
  differences: [],
};
const SYMPTOMS = ["duplicate_effects", "reordered", "differences"] as const;

function brokenIn(check: Partial<RunCheck>, without: RunContext["without"]): readonly string[] {
  const context = {
    seed: 7,
    platform: SHOPIFY,
    without,
    quick: true,
    small: true,
    soakMinutes: null,
    say: () => undefined,
  };
  return observation({ context, injected: { copies: 3 }, check: { ...CHECK, ...check }, symptoms: SYMPTOMS }).broken;
}

describe("a control", () => {
  test.each([
    ["a copy that wrote once more", { duplicate_effects: 1 }],
    ["a copy that wrote what was old", { reordered: 5 }],
    ["an order that is not as in the books", { differences: ["#1001 is another"] }],
  ])("is broken by %s, whichever of its symptoms it is", (_, check) => {
    expect(brokenIn(check, "dedupe")).toHaveLength(1);
  });

  test("is not broken by what its guard does not keep from", () => {
    expect(brokenIn({ dead: 2 }, "dedupe")).toEqual([]);
  });
});

test("the product as it is has to be whole in everything", () => {
  expect(brokenIn({}, null)).toEqual([]);
  expect(brokenIn({ dead: 2 }, null)).toEqual(["dead: 2"]);
});
