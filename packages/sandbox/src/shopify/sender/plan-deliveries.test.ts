import { describe, expect, it } from "vitest";
import { seededRandom } from "../../random.ts";
import { fillBooks } from "../fill-books.ts";
import { BAD_DAY, type DeliveryPlan, GOOD_DAY, planDeliveries } from "./plan-deliveries.ts";

const { webhooks } = fillBooks({ seed: 5, orders: 80, shopDomain: "sandbox-shop.myshopify.com" });
const ids = ({ deliveries }: DeliveryPlan): string[] => deliveries.map(({ webhook }) => webhook.webhookId);

describe("a planned day", () => {
  it("leaves order and number alone when it is a good one", () => {
    expect(ids(planDeliveries(webhooks, GOOD_DAY, seededRandom(1)))).toEqual(
      webhooks.map(({ webhookId }) => webhookId),
    );
  });

  it("is the same for the same seed", () => {
    const plan = planDeliveries(webhooks, BAD_DAY, seededRandom(4));
    expect(planDeliveries(webhooks, BAD_DAY, seededRandom(4))).toEqual(plan);
  });

  it("loses nothing on a bad day, and sends some more than once", () => {
    const plan = planDeliveries(webhooks, BAD_DAY, seededRandom(2));
    expect(new Set(ids(plan))).toEqual(new Set(webhooks.map(({ webhookId }) => webhookId)));
    expect(plan.deliveries.length).toBeGreaterThan(webhooks.length * 1.05);
    expect(plan.dropped).toEqual([]);
  });

  it("shuffles the webhooks of single orders, across their topics", () => {
    const plan = planDeliveries(webhooks, { ...GOOD_DAY, reordered: 1 }, seededRandom(2));
    const sent = new Map(webhooks.map((webhook) => [webhook.webhookId, webhook]));
    const versions = new Map<string, number[]>();
    for (const { orderId, version } of ids(plan).flatMap((id) => sent.get(id) ?? []))
      versions.set(orderId, [...(versions.get(orderId) ?? []), version]);
    const shuffled = [...versions.values()].filter((seen) =>
      seen.some((version, index) => version < (seen[index - 1] ?? 0)),
    );
    expect(shuffled.length).toBeGreaterThan(20);
  });

  it("loses only what it is told to lose", () => {
    const plan = planDeliveries(webhooks, { ...GOOD_DAY, lost: 0.3 }, seededRandom(2));
    expect(plan.dropped.length / webhooks.length).toBeGreaterThan(0.2);
    expect(plan.dropped.length / webhooks.length).toBeLessThan(0.4);
    const dropped = new Set(plan.dropped.map(({ webhookId }) => webhookId));
    expect(ids(plan)).toEqual(webhooks.map(({ webhookId }) => webhookId).filter((id) => !dropped.has(id)));
  });

  it("sends no copy of what it loses, on the worst of days", () => {
    const plan = planDeliveries(webhooks, { ...BAD_DAY, lost: 0.3 }, seededRandom(2));
    const dropped = plan.dropped.map(({ webhookId }) => webhookId);
    expect(new Set([...ids(plan), ...dropped]).size).toBe(webhooks.length);
    expect(ids(plan).filter((id) => dropped.includes(id))).toEqual([]);
  });

  it("plays storms and calms in turn", () => {
    const plan = planDeliveries(webhooks, { ...GOOD_DAY, stormSize: 10 }, seededRandom(2));
    expect(plan.deliveries.slice(0, 30).map(({ storm }) => storm)).toEqual([
      ...Array(10).fill(false),
      ...Array(10).fill(true),
      ...Array(10).fill(false),
    ]);
  });
});
