import type { KarlaWebhook } from "@karla/sync/karla-webhooks";
import { describe, expect, test } from "vitest";
import { createKarlaVerifier } from "./create-karla-verifier.ts";
import { HOOK, karlaSignature } from "./signed-event.fixture.ts";
import { webhookPathOf } from "./webhook-path.ts";

const T = 1_767_225_600;
const OTHER: KarlaWebhook = {
  ...HOOK,
  id: "0f6c3a52-8f0e-4c39-9b53-0d3c1f7f6a02",
  secret: "of-another-shop-0123456789",
};
const BODY = '{"event_group":"claim_created","event_data":{"event_id":"e1"}}';

/** `known`: what each look-up finds, one after the other. */
function verifying(...known: (KarlaWebhook | null)[]) {
  const looks: { id: string; fresh: boolean }[] = [];
  const verify = createKarlaVerifier({
    async findWebhook(id, { fresh } = { fresh: false }) {
      looks.push({ id, fresh });
      return known[Math.min(looks.length, known.length) - 1] ?? null;
    },
    clock: { now: () => T * 1_000 },
  });
  const send = (signature: string | undefined, { path = webhookPathOf(HOOK.id), body = BODY } = {}) => {
    const headers = signature === undefined ? {} : { "karla-signature": signature };
    return verify({ path, headers, rawHeaders: [], body: Buffer.from(body) });
  };
  return { looks, send };
}

test("an event is its shop's, in a lane of its own, and brings along whose secret it was signed with", async () => {
  const { send, looks } = verifying(HOOK);
  const verdict = await send(karlaSignature(BODY, T));
  expect(verdict).toMatchObject({
    outcome: "verified",
    event: {
      shopId: HOOK.shopId,
      source: "karla",
      topic: "karla/claim_created",
      laneKey: expect.stringMatching(/^karla\/[0-9a-f]{64}$/),
      headers: { "karla-slug": "shop" },
    },
  });
  expect(looks).toEqual([{ id: HOOK.id, fresh: false }]);
});

test("whatever is authentic is taken: a refusal would bring it back", async () => {
  for (const body of ["", "null", "<xml/>", '{"event_group":5}']) {
    const verdict = await verifying(HOOK).send(karlaSignature(body, T), { body });
    expect(verdict, body).toMatchObject({ outcome: "verified" });
  }
  const long = `{"event_group":"${"x".repeat(900)}"}`;
  const verdict = await verifying(HOOK).send(karlaSignature(long, T), { body: long });
  expect(verdict).toMatchObject({ event: { topic: `karla/${"x".repeat(64)}` } });
});

describe("W8 refused is", () => {
  test.each([
    ["what another shop's secret signed", karlaSignature(BODY, T, OTHER.secret), "bad_signature"],
    ["no signature", undefined, "no_signature"],
    ["an old one", karlaSignature(BODY, T - 301), "stale_timestamp"],
  ])("%s", async (_, signature, reason) => {
    expect(await verifying(HOOK).send(signature)).toEqual({ outcome: "refused", status: 401, reason });
  });

  test.each([
    "",
    "*",
    "0F6C3A52-8F0E-4C39-9B53-0D3C1F7F6A01",
    `${HOOK.id}x`,
    "../shopware",
    "0f6c3a52-8f0e-4c39-9b53-0d3c1f7f6a99",
  ])("an address that was given to nobody: %j", async (id) => {
    const { send } = verifying(null);
    const verdict = await send(karlaSignature(BODY, T), { path: webhookPathOf(id) });
    expect(verdict).toEqual({ outcome: "refused", status: 401, reason: "unknown_webhook" });
  });

  test("what has no signature that could be one, and nothing is looked up for it", async () => {
    const { send, looks } = verifying(HOOK);
    for (const signature of [undefined, "", "t=1", `v1=${"0".repeat(64)}`, `t=${T}abc,v1=${"0".repeat(64)}`]) {
      expect(await send(signature)).toMatchObject({ outcome: "refused", status: 401 });
    }
    expect(looks.length).toBeLessThanOrEqual(2);
  });
});

test("a webhook that was just agreed on, or has another secret since, is looked up anew", async () => {
  const signature = karlaSignature(BODY, T);
  for (const before of [null, { ...HOOK, secret: "the-secret-of-before-0123" }]) {
    const { send, looks } = verifying(before, HOOK);
    expect(await send(signature)).toMatchObject({ outcome: "verified" });
    expect(looks.map(({ fresh }) => fresh)).toEqual([false, true]);
  }
});
