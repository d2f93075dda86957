import fc from "fast-check";
import { expect, test } from "vitest";
import type { OrderWay } from "../../app/extension/order-answer.ts";
import { parseCustomerAnswer } from "./parse-customer-answer.ts";
import { parseOrderAnswer } from "./parse-order-answer.ts";

const WAY: OrderWay = {
  name: "#1001",
  status: "failed",
  underWay: false,
  steps: [
    { step: "received", standing: "done", at: "2026-11-29T10:00:00.000Z" },
    { step: "sent", standing: "stopped", at: null },
  ],
  sentence: ["reasons.refused_by_core", "reasons.unknown"],
  writtenBack: ["reasons.unknown"],
  remedy: { remedy: "open", page: "filters", problem: null },
  mapping: 3,
  trackings: 2,
  mutedAt: null,
};
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("what the app says is read as it says it", () => {
  for (const remedy of [WAY.remedy, { remedy: "resync" }, null]) {
    const answer = { outcome: "order", order: { ...WAY, remedy } };
    expect(parseOrderAnswer(json(answer))).toEqual(answer);
  }
  for (const outcome of ["nothing", "erased"]) expect(parseOrderAnswer({ outcome })).toEqual({ outcome });
});

test("what a younger app says is read as far as it is known here", () => {
  const step = { step: "insured", standing: "done", at: null };
  const younger = { ...WAY, steps: [...WAY.steps, step], remedy: { remedy: "open", page: "insurance" }, colour: "red" };
  expect(parseOrderAnswer({ outcome: "order", order: younger })).toEqual({
    outcome: "order",
    order: { ...WAY, remedy: null },
  });
  expect(parseOrderAnswer({ outcome: "postponed" })).toBeNull();
});

test("a customer is led below the shop, and nowhere else", () => {
  const answer = {
    outcome: "order",
    status: "On its way",
    path: "/apps/karla/track?token=1",
    title: "Track your order",
    parcels: [{ status: "On its way", carrier: "DHL", number: null }],
  };
  expect(parseCustomerAnswer(json(answer))).toEqual(answer);
  expect(parseCustomerAnswer({ outcome: "nothing" })).toEqual({ outcome: "nothing" });
  for (const path of ["//evil.example.com", "https://evil.example.com", "javascript:alert(1)", "@evil.example.com", ""])
    expect(parseCustomerAnswer({ ...answer, path })).toBeNull();
});

test("H25: whatever comes is read, or not, and never throws", () => {
  const order = fc.record({ status: fc.constantFrom("failed", 1), steps: fc.jsonValue(), remedy: fc.jsonValue() });
  const anything = fc.oneof(fc.jsonValue(), fc.record({ outcome: fc.constantFrom("order", "nothing"), order }));
  fc.assert(
    fc.property(anything, (value) => {
      const read = parseOrderAnswer(value);
      if (read !== null) expect(parseOrderAnswer(json(read))).toEqual(read);
      expect(() => parseCustomerAnswer(value)).not.toThrow();
    }),
  );
});
