import { createHmac } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseShopify } from "../normalise.ts";
import { createShopifyVerifier } from "../verify-webhook.ts";
import { FLOW_CALL } from "./flow-call.ts";
import { createFlowVerifier } from "./verify-flow-call.ts";

const SECRET = "hush";
const SHOP = "tea.myshopify.com";
const CALL = {
  shop_id: "690933842",
  shopify_domain: SHOP,
  action_run_id: "run-1",
  action_definition_id: "definition-1",
  handle: "karla-resync-order",
  properties: { order_id: "gid://shopify/Order/1001" },
  step_reference: "step-1",
};
const verify = createFlowVerifier({ topic: "flow/action", secrets: [SECRET, "older"] });

function requestOf(body: Buffer, hmac: string, more: string[] = []) {
  const rawHeaders = ["X-Shopify-Hmac-Sha256", hmac, ...more];
  return { path: "/webhooks/shopify/flow-action", headers: {}, rawHeaders, body };
}
const sign = (body: Buffer, secret = SECRET) => createHmac("sha256", secret).update(body).digest("base64");
const call = (changes: object = {}) => Buffer.from(JSON.stringify({ ...CALL, ...changes }));
const verdictOf = (body: Buffer, secret?: string) => verify(requestOf(body, sign(body, secret)));
async function eventOf(body: Buffer) {
  const verdict = await verdictOf(body);
  if (verdict.outcome === "refused") throw new Error(verdict.reason);
  return { ...verdict.event, body };
}

test("an action is of the shop that its body names, in the lane of its order", async () => {
  expect(await eventOf(call())).toMatchObject({
    shopId: shopIdOf("shopify", SHOP),
    source: "shopify",
    topic: "flow/action",
    laneKey: "1001",
  });
  expect(normaliseShopify(await eventOf(call()))).toEqual({ outcome: "send_again", orderId: "1001" });
  expect(normaliseShopify(await eventOf(call({ handle: "karla-mute-order", properties: { order_id: 1001 } })))).toEqual(
    {
      outcome: "mute",
      orderId: "1001",
    },
  );
});

test("a run is the same whenever it comes again, and another run is not", async () => {
  const [first, again, other] = [
    await eventOf(call()),
    await eventOf(call({ step_reference: "x" })),
    await eventOf(call({ action_run_id: "run-2" })),
  ];
  expect(again.eventKey).toEqual(first.eventKey);
  expect(other.eventKey).not.toEqual(first.eventKey);
});

test.each([
  ["H11: a secret that is not ours any more", (body: Buffer) => sign(body, "wrong")],
  ["H1: no signature", () => ""],
  ["H13: the signature of other bytes", () => sign(Buffer.from("{}"))],
  ["H5: the same bytes spelt otherwise", (body: Buffer) => sign(body).replace(/=$/, "")],
])("a call is refused that has %s", async (_, signed) => {
  const body = call();
  expect(await verify(requestOf(body, signed(body)))).toMatchObject({ outcome: "refused", status: 401 });
});

test("H9: nor is one taken with two signatures, one of them right", async () => {
  const body = call();
  const request = requestOf(body, sign(body), ["x-shopify-hmac-sha256", "AAAA"]);
  expect(await verify(request)).toMatchObject({ outcome: "refused", status: 401 });
});

test("H11: while a secret is rotated the older one is good as well", async () => {
  expect(await verdictOf(call(), "older")).toMatchObject({ outcome: "verified" });
});

test.each([
  ["no shop", call({ shopify_domain: undefined })],
  ["a shop elsewhere", call({ shopify_domain: "tea.myshopify.com.evil.example.com" })],
  ["no object", Buffer.from("[]")],
  ["nothing", Buffer.alloc(0)],
])("a signed call that names %s is of nobody", async (_, body) => {
  expect(await verdictOf(body)).toMatchObject({ outcome: "refused", status: 400 });
});

test.each([
  ["an action that is none of ours", { handle: "delete-everything" }, "not_of_this_topic"],
  ["another message of Shopify's", { handle: undefined, line_items: [] }, "not_of_this_topic"],
  ["no order", { properties: {} }, "no_order_id"],
  ["the id of a customer", { properties: { order_id: "gid://shopify/Customer/1" } }, "no_order_id"],
])("a signed call with %s is stored and has no effect", async (_, changes, reason) => {
  expect(normaliseShopify(await eventOf(call(changes)))).toMatchObject({ outcome: "quarantine", reason });
});

test("H28: no webhook passes for a call of Flow's, whatever topic it says it has", async () => {
  const body = call();
  const headers = { "x-shopify-topic": "flow/action", "x-shopify-webhook-id": "1", [FLOW_CALL]: "flow/action" };
  const rawHeaders = Object.entries({
    ...headers,
    "x-shopify-hmac-sha256": sign(body),
    "x-shopify-shop-domain": SHOP,
  }).flat();
  const verdict = await createShopifyVerifier({ secrets: [SECRET] })({
    path: "/webhooks/shopify",
    headers: { ...headers, "x-shopify-shop-domain": SHOP },
    rawHeaders,
    body,
  });
  if (verdict.outcome === "refused") throw new Error(verdict.reason);
  expect(normaliseShopify({ ...verdict.event, body })).toMatchObject({
    outcome: "quarantine",
    reason: "unknown_topic",
  });
});

test("H25: whatever is signed is answered, and names the same order to the receiver and to the worker", async () => {
  const anything = fc.record(
    {
      shopify_domain: fc.constant(SHOP),
      action_run_id: fc.jsonValue(),
      handle: fc.constantFrom("karla-mute-order", "x"),
      properties: fc.oneof(fc.jsonValue(), fc.record({ order_id: fc.jsonValue() })),
    },
    { requiredKeys: ["shopify_domain"] },
  );
  await fc.assert(
    fc.asyncProperty(anything, async (body) => {
      const event = await eventOf(Buffer.from(JSON.stringify(body)));
      const normalised = normaliseShopify(event);
      if (normalised.outcome === "mute") expect(normalised.orderId).toBe(event.laneKey);
      else expect(normalised.outcome).toBe("quarantine");
    }),
  );
});

describe("what Flow says of a trigger", () => {
  const verifyTrigger = createFlowVerifier({ topic: "flow/trigger", secrets: [SECRET] });
  const USE = {
    flow_trigger_definition_id: "Parcel delivered",
    has_enabled_flow: true,
    shop_id: "690933842",
    shopify_domain: SHOP,
    timestamp: "2026-11-24T09:00:00.5Z",
  };
  async function saidOf(changes: object = {}) {
    const body = Buffer.from(JSON.stringify({ ...USE, ...changes }));
    const verdict = await verifyTrigger(requestOf(body, sign(body)));
    if (verdict.outcome === "refused") throw new Error(verdict.reason);
    return { ...verdict.event, body };
  }

  test("is of the shop and of no order", async () => {
    const event = await saidOf();
    expect(event).toMatchObject({ shopId: shopIdOf("shopify", SHOP), topic: "flow/trigger", laneKey: "shop" });
    const use = { trigger: "Parcel delivered", isUsed: true, at: expect.stringMatching(/^2026-11-24T09:00:00\.5/) };
    expect(normaliseShopify(event)).toEqual({ outcome: "trigger_use", use });
  });

  test("is another thing a moment later, and the same when it comes again", async () => {
    const [first, again, later] = [await saidOf(), await saidOf(), await saidOf({ timestamp: "2026-11-24T09:00:01Z" })];
    expect(again.eventKey).toEqual(first.eventKey);
    expect(later.eventKey).not.toEqual(first.eventKey);
  });

  test.each([
    ["an action", { flow_trigger_definition_id: undefined }],
    ["no date", { timestamp: "soon" }],
    ["neither yes nor no", { has_enabled_flow: "true" }],
  ])("has no effect where it is %s", async (_, changes) => {
    expect(normaliseShopify(await saidOf(changes))).toMatchObject({
      outcome: "quarantine",
      reason: "not_of_this_topic",
    });
  });
});
