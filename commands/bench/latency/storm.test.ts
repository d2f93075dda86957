import { describe, expect, it } from "vitest";
import type { Delivered } from "../load/open-loop.ts";
import { webhookRequest } from "../load/webhook-request.ts";
import { judgeAnswers } from "./judge-answers.ts";
import { planStorm } from "./plan-storm.ts";

const requestOf = (shopDomain: string) =>
  webhookRequest({ topic: "orders/updated", shopDomain, body: "{}", secret: "shpss_example" });
const many = ["a.myshopify.com", "b.myshopify.com"].map(requestOf);
const bystander = [requestOf("c.myshopify.com")];

describe("the plan of a storm", () => {
  let ids = 0;
  const plan = planStorm({ events: 100, durationMs: 1_000, bystanderEveryMs: 500 }, { storm: many, bystander }, () =>
    String(++ids),
  );
  const of = (shop: string) => plan.filter(({ request }) => request.shopDomain === shop);

  it("has each event once, under an id of its own", () => {
    expect(plan).toHaveLength(102);
    expect(new Set(plan.map(({ webhookId }) => webhookId)).size).toBe(102);
  });

  it("shares the storm out evenly, over the shops and over the time", () => {
    expect([of("a.myshopify.com").length, of("b.myshopify.com").length]).toEqual([50, 50]);
    expect(plan.filter(({ atMs }) => atMs < 500)).toHaveLength(51);
    expect(Math.max(...plan.map(({ atMs }) => atMs))).toBeLessThan(1_000);
  });

  it("lets the bystander send at its own pace", () => {
    expect(of("c.myshopify.com").map(({ atMs }) => atMs)).toEqual([0, 500]);
  });

  it("is in the order of time", () => {
    const times = plan.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe("the answers to a storm", () => {
  const answered = (status: number, retryAfter = ""): Delivered => ({
    delivery: { atMs: 0, webhookId: "1", request: requestOf("a.myshopify.com") },
    status,
    retryAfter,
    sentAt: 0,
    ms: 1,
  });

  it("are acknowledgements, or requests to come again later", () => {
    const { acknowledged, shed, faults } = judgeAnswers([answered(200), answered(503, "2"), answered(204)]);
    expect([acknowledged.length, shed.length, faults]).toEqual([2, 1, []]);
  });

  it.each([
    ["no answer", answered(0)],
    ["500", answered(500)],
    ["429", answered(429, "2")],
    ["503 without Retry-After", answered(503)],
    ["503 without Retry-After", answered(503, "0")],
  ])("are at fault with %s", (what, answer) => {
    const { acknowledged, shed, faults } = judgeAnswers([answer]);
    expect([acknowledged, shed, faults]).toEqual([[], [], [`storm: 1 deliveries got ${what}`]]);
  });
});
