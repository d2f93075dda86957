import { createReceiver } from "@karla/receiver/receiver";
import { describe, expect, onTestFinished, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { send } from "../../../receiver/src/fakes/send.ts";
import { claimEvent, shipmentEvent } from "../../../sync/src/announce/karla-event.fixture.ts";
import { createKarlaVerifier } from "./create-karla-verifier.ts";
import { HOOK, karlaSignature } from "./signed-event.fixture.ts";
import { KARLA_ROUTE, webhookPathOf } from "./webhook-path.ts";

/** A receiver that takes Karla's events, and the engine behind it. Both have one clock. */
async function listening() {
  const engine = createTestEngine({ tells: true });
  const clock = { now: engine.now };
  const verify = createKarlaVerifier({ findWebhook: async (id) => (id === HOOK.id ? HOOK : null), clock });
  const lines: unknown[] = [];
  const log = (message: string, fields: object) => void lines.push({ message, ...fields });
  const receiver = createReceiver({
    routes: new Map([[KARLA_ROUTE, verify]]),
    inbox: engine.lanes,
    clock,
    log: { debug: log, info: log, warn: log },
    ready: async () => true,
  });
  const { url } = await receiver.listen(0, "127.0.0.1");
  onTestFinished(() => receiver.stop({ graceMs: 1_000 }));
  const seconds = () => Math.floor(engine.now() / 1_000);
  const post = async (event: object, { path = webhookPathOf(HOOK.id), signedAt = seconds() } = {}) => {
    const body = JSON.stringify(event);
    const { status } = await send(url, { path, body, headers: { "karla-signature": karlaSignature(body, signedAt) } });
    await engine.drain();
    return status;
  };
  return { engine, post, seconds, lines };
}

describe.each([
  ["an event with an id", shipmentEvent],
  ["an event without one", claimEvent],
])("F36 %s", (_, event) => {
  test("that is replayed within its five minutes is answered 200 and told once, after them it is refused", async () => {
    const { engine, post, seconds } = await listening();
    const signedAt = seconds();
    expect(await post(event, { signedAt })).toBe(200);
    engine.advance(300_000);
    expect(await post(event, { signedAt })).toBe(200);
    engine.advance(1_000);
    expect(await post(event, { signedAt })).toBe(401);
    expect(engine.told).toHaveLength(1);
  });

  test("that is signed anew, an hour later, is told once", async () => {
    const { engine, post } = await listening();
    expect(await post(event)).toBe(200);
    engine.advance(3_600_000);
    expect(await post(event)).toBe(200);
    expect(engine.told).toHaveLength(1);
  });

  test("W10 that comes ten times at once is told once", async () => {
    const { engine, post } = await listening();
    expect(await Promise.all(Array.from({ length: 10 }, () => post(event)))).toEqual(Array(10).fill(200));
    expect(engine.told).toHaveLength(1);
  });
});

test("W9 an event that cannot be used, or is of another shop, is answered 200, kept, and told to nobody", async () => {
  const { engine, post } = await listening();
  expect(await post({ ...shipmentEvent, context: null })).toBe(200);
  expect(await post({ ...claimEvent, shop_slug: "other" })).toBe(200);
  expect(engine.told).toEqual([]);
  expect(engine.problems).toContain("events_quarantined");
});

test("W8 nothing comes in at another shop's address, and no log line has the address", async () => {
  const { post, lines } = await listening();
  expect(await post(shipmentEvent)).toBe(200);
  expect(await post(shipmentEvent, { path: webhookPathOf("0f6c3a52-8f0e-4c39-9b53-0d3c1f7f6a99") })).toBe(401);
  expect(await post(shipmentEvent, { path: "/webhooks/karla" })).toBe(404);
  expect(JSON.stringify(lines)).not.toContain("0f6c3a52");
});
