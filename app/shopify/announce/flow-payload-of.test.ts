import { payloadFault } from "@karla/sandbox/flow-trigger";
import type { Announcement } from "@karla/sync/shop-announcer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { flowPayloadOf } from "./flow-payload-of.ts";
import { EVENT_TRIGGERS } from "./flow-trigger-of.ts";
import { TRIGGERS } from "./told-shop.fixture.ts";

const CLAIM: Announcement = {
  id: "e1",
  group: "claim_created",
  name: "CREATED",
  phase: null,
  triggeredAt: "2026-11-24T08:00:00Z",
  orderId: "1001",
  customerId: "7",
  data: {
    claim_id: "c-1",
    reason: "damage",
    status: "open",
    resolution_preference: "refund",
    description: "Broken.\r\n\tAll of it.",
    selected_items: [{ sku: "TEA-1", quantity: 2 }, { sku: "TEA-2" }, null],
  },
};

test("a workflow reads of a claim what the customer wrote, in one line, and how many pieces it is about", () => {
  expect(flowPayloadOf("karla-claim-created", { announcement: CLAIM, trackingPage: null })).toEqual({
    order_id: 1001,
    Claim: "c-1",
    Reason: "damage",
    "Claim status": "open",
    "Wanted resolution": "refund",
    Description: "Broken. All of it.",
    Pieces: 4,
    "Happened at": "2026-11-24T08:00:00Z",
  });
});

test.each([
  "javascript:alert(1)",
  "data:text/html,<script>",
  "//evil.example.com",
  "file:///etc/passwd",
  "https://user:pw@carrier.example.com/",
  "https://carrier.example.com/ 1",
  `https://carrier.example.com/${"x".repeat(2_000)}`,
])("W11: a link may be followed, or is left out: %.40s", (tracking_url) => {
  const announcement = { ...CLAIM, data: { tracking_url } };
  expect(flowPayloadOf("karla-delivered", { announcement, trackingPage: null })).not.toHaveProperty("Tracking link");
});

test("W12: whatever Karla sends, the payload is one that Flow takes, and small", () => {
  const odd = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constant("ä\n".repeat(60_000)),
    fc.constant("\u{1F600}".repeat(2_000)),
    fc.jsonValue(),
  );
  const data = fc.record(
    Object.fromEntries(
      [...Object.keys(CLAIM.data), "tracking_number", "tracking_url", "carrier_reference"].map((name) => [name, odd]),
    ),
    { requiredKeys: [] },
  );
  const arbitrary = fc.record({
    data,
    name: fc.string(),
    group: fc.string(),
    trigger: fc.constantFrom(...EVENT_TRIGGERS),
  });
  fc.assert(
    fc.property(arbitrary, ({ trigger, ...changes }) => {
      const announcement = { ...CLAIM, ...changes };
      const payload = flowPayloadOf(trigger, { announcement, trackingPage: "https://karla.example.com/t" });
      expect(payloadFault(TRIGGERS, trigger, payload)).toBeNull();
      expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThan(25_000);
      expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
      expect(Object.values(payload).every((value) => typeof value === "number" || value.isWellFormed())).toBe(true);
    }),
  );
});
