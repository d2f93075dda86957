import { expect, test } from "vitest";
import { sentenceOfReason } from "./sentence-of-reason.ts";

test("a delivered order is explained by that, whatever made it wait before", () => {
  expect(sentenceOfReason({ status: "delivered", reason: "rate_limited" })).toEqual(["reasons.delivered"]);
});

test("an order that waits without a reason is on its way", () => {
  expect(sentenceOfReason({ status: "pending", reason: null })).toEqual(["reasons.on_its_way"]);
});

test("a failed or skipped order without a reason does not claim one", () => {
  expect(sentenceOfReason({ status: "failed", reason: null })).toEqual(["reasons.unknown"]);
  expect(sentenceOfReason({ status: "skipped", reason: null })).toEqual(["reasons.unknown"]);
});

test("a reason is explained by its own sentence, or the general one when it has none", () => {
  expect(sentenceOfReason({ status: "skipped", reason: "no_zip" })).toEqual(["reasons.no_zip", "reasons.unknown"]);
});
