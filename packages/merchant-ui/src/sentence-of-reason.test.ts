import { expect, test } from "vitest";
import { sentenceOfReason } from "./sentence-of-reason.ts";

test("a delivered order is explained by that, whatever made it wait before", () => {
  expect(sentenceOfReason({ status: "delivered", reason: "rate_limited" }, null)).toEqual(["reasons.delivered"]);
});

test("an order that waits without a reason is on its way", () => {
  expect(sentenceOfReason({ status: "pending", reason: null }, null)).toEqual(["reasons.on_its_way"]);
});

test("a failed or skipped order without a reason does not claim one", () => {
  expect(sentenceOfReason({ status: "failed", reason: null }, null)).toEqual(["reasons.unknown"]);
  expect(sentenceOfReason({ status: "skipped", reason: null }, null)).toEqual(["reasons.unknown"]);
});

test("a reason is explained by its own sentence, or the general one when it has none", () => {
  expect(sentenceOfReason({ status: "skipped", reason: "no_zip" }, null)).toEqual([
    "reasons.no_zip",
    "reasons.unknown",
  ]);
});

test("an order that was not tried yet waits for what holds all orders back; its own reason says more", () => {
  expect(sentenceOfReason({ status: "pending", reason: null }, "not_connected")).toEqual(["reasons.not_connected"]);
  expect(sentenceOfReason({ status: "pending", reason: "rate_limited" }, "not_connected")[0]).toBe(
    "reasons.rate_limited",
  );
  expect(sentenceOfReason({ status: "failed", reason: null }, "not_connected")).toEqual(["reasons.unknown"]);
});

test("an order that waited for the merchant is on its way as soon as the merchant has acted", () => {
  expect(sentenceOfReason({ status: "pending", reason: "core_already_syncs" }, null)).toEqual(["reasons.on_its_way"]);
  expect(sentenceOfReason({ status: "pending", reason: "not_connected" }, "core_already_syncs")).toEqual([
    "reasons.core_already_syncs",
  ]);
  expect(sentenceOfReason({ status: "pending", reason: "core_unreachable" }, null)[0]).toBe("reasons.core_unreachable");
});
