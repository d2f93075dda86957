import { describe, expect, test } from "vitest";
import { sign } from "../signature/sign.ts";
import {
  alwaysLost,
  askToRegister,
  registerShop,
  SHOP_ID,
  SHOP_URL,
  START,
  secretOf,
  startRegistration,
  tell,
} from "./registered-shop.fixture.ts";
import { verifyShop } from "./verify-shop.ts";

async function connected() {
  const running = startRegistration();
  return { running, secret: await registerShop(running) };
}

describe("app.activated and app.deactivated", () => {
  test("switch the shop on and off", async () => {
    const { running, secret } = await connected();
    expect((await tell(running, { event: "app.deactivated", secret })).status).toBe(204);
    expect(await running.known()).toMatchObject({ active: false, secret });
    expect((await tell(running, { event: "app.activated", secret })).status).toBe(204);
    expect(await running.known()).toMatchObject({ active: true });
  });

  test("that come again change nothing", async () => {
    const { running, secret } = await connected();
    const before = await running.known();
    for (const event of ["app.activated", "app.installed", "app.updated"]) {
      expect((await tell(running, { event, secret, payload: { appVersion: "1.1.0" } })).status).toBe(204);
    }
    expect(await running.known()).toEqual(before);
  });
});

describe("app.deleted", () => {
  test("drops the credentials and what was waiting, keeps the shop's secret, and says when to erase the rest", async () => {
    const { running, secret } = await connected();
    await askToRegister(running, { shopSecret: secret });
    await askToRegister(running, { shopUrl: "https://neu.example.com" });
    running.clock.at += 1_000;
    expect((await tell(running, { event: "app.deleted", secret })).status).toBe(204);
    const gone = {
      secret,
      previousSecret: null,
      clientId: null,
      clientSecret: null,
      pending: null,
      move: null,
      active: false,
      deletedAt: START + 1_000,
    };
    expect(await running.known()).toMatchObject(gone);
    expect(running.deleted).toMatchObject([{ purge: "later", installation: gone }]);
  });

  test.each([
    [{ keepUserData: false }, "now"],
    [{ keepUserData: true }, "later"],
    [{ keepUserData: null }, "later"],
    [{ keepUserData: 0 }, "later"],
    [{ keepUserData: "false" }, "later"],
    [{}, "later"],
    [[], "later"],
  ])("R13: with payload %j the data goes %s", async (payload, purge) => {
    const { running, secret } = await connected();
    await tell(running, { event: "app.deleted", secret, payload });
    expect(running.deleted).toMatchObject([{ purge }]);
  });

  test.each([{ keepUserData: false }, { keepUserData: true }, []])(
    "R13: of another shop, signed with one's own secret, is refused (%j)",
    async (payload) => {
      const { running } = await connected();
      const own = await registerShop(running, { shopId: "DxYo51mtQ4VKsu8m", shopUrl: "https://other.example.com" });
      const before = await running.known();
      expect((await tell(running, { event: "app.deleted", secret: own, payload })).status).toBe(401);
      expect(await running.known()).toEqual(before);
      expect(running.deleted).toEqual([]);
    },
  );

  test("that comes twice is answered twice; the day it happened stays, other events end with it", async () => {
    const { running, secret } = await connected();
    await tell(running, { event: "app.deleted", secret });
    running.clock.at += 60_000;
    expect((await tell(running, { event: "app.deleted", secret })).status).toBe(204);
    expect(await running.known()).toMatchObject({ deletedAt: START });
    expect((await tell(running, { event: "app.activated", secret })).status).toBe(401);
  });

  test("from before the last registration ends nothing, though its secret is still good for a minute", async () => {
    const { running, secret } = await connected();
    await registerShop(running, { shopSecret: secret });
    expect((await tell(running, { event: "app.deleted", secret })).status).toBe(401);
    expect((await tell(running, { event: "app.deactivated", secret })).status).toBe(204);
    expect(await running.known()).toMatchObject({ deletedAt: null });
  });

  test("of a copy of the shop at another address does not end the shop itself", async () => {
    const { running, secret } = await connected();
    expect((await tell(running, { event: "app.deleted", secret, url: "https://staging.example.com" })).status).toBe(
      401,
    );
    expect(await running.known()).toMatchObject({ deletedAt: null, active: true });
    expect(running.lines.at(-1)).toMatchObject({ level: "warn", fields: { reason: "copy_of_shop", shop: SHOP_ID } });
  });
});

describe("an event that proves nothing", () => {
  test("is refused: wrong secret, unknown shop, unconfirmed shop, another time, another event than in the URL", async () => {
    const { running, secret } = await connected();
    const before = await running.known();
    const status = async (told: Parameters<typeof tell>[1]) => (await tell(running, told)).status;
    expect(await status({ event: "app.deleted", secret: "wrong" })).toBe(401);
    expect(await status({ event: "app.deleted", secret, shopId: "nobody" })).toBe(401);
    expect(await status({ event: "app.deleted", secret, timestamp: 1 })).toBe(401);
    expect(await status({ event: "app.activated", secret, path: "app.deleted" })).toBe(400);
    expect(await status({ event: "order.written", secret })).toBe(400);
    const pending = await secretOf(await askToRegister(running, { shopId: "DxYo51mtQ4VKsu8m" }));
    expect(await status({ event: "app.installed", secret: pending, shopId: "DxYo51mtQ4VKsu8m" })).toBe(401);
    expect(await running.known()).toEqual(before);
  });

  test("app.installed signed with the secret of the shop before: refused, and nothing is lost by it", async () => {
    const { running, secret } = await connected();
    await registerShop(running, { shopId: "DxYo51mtQ4VKsu8m" });
    const told = { event: "app.installed", secret, shopId: "DxYo51mtQ4VKsu8m" };
    expect((await tell(running, told)).status).toBe(401);
    expect(await running.installations.find("DxYo51mtQ4VKsu8m")).toMatchObject({ active: true, url: SHOP_URL });
  });

  const bodies = [
    "null",
    "{}",
    "[]",
    "1",
    '"x"',
    "",
    "{",
    '{"source":{}}',
    ...["5", "[]", "{}", "null", '"__proto__"', '"a b"'].map(
      (id) => `{"data":{"event":"app.deleted","payload":[]},"source":{"shopId":${id},"url":"x"},"timestamp":1}`,
    ),
    '{"data":{"event":"app.deleted","payload":5},"source":{"shopId":"a","url":"x"},"timestamp":1}',
    '{"data":{"event":"app.deleted"},"source":{"shopId":"a","url":"x"},"timestamp":"1e400"}',
    '{"data":{"event":"app.deleted"},"source":{"shopId":"a","url":"x"},"timestamp":1e400}',
    "[".repeat(30_000),
    "\ufffe{}",
  ];

  test.each(bodies)("R8: body %.60s is refused, never a failure of ours", async (body) => {
    const running = startRegistration();
    for (const path of ["/shopware/lifecycle/app.deleted", "/shopware/confirm"]) {
      for (const headers of [{}, { "shopware-shop-signature": sign(body, "") }]) {
        const answer = await running.app.request(path, { method: "POST", headers, body });
        expect([400, 401]).toContain(answer.status);
      }
    }
    expect(running.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("R8: bytes that are no UTF-8 are refused", async () => {
    const { app } = startRegistration();
    const answer = await app.request("/shopware/confirm", { method: "POST", body: Uint8Array.of(0x7b, 0xff, 0x7d) });
    expect(answer.status).toBe(400);
  });
});

describe("somebody who was quicker", () => {
  test("is waited for: the shop will not say it again", async () => {
    const { running, secret } = await connected();
    const lost = [true, true];
    const contested = startRegistration({
      installations: {
        find: (shopId) => running.installations.find(shopId),
        save: async (installation) => (lost.pop() ? false : running.installations.save(installation)),
      },
    });
    expect((await tell(contested, { event: "app.deleted", secret })).status).toBe(204);
    expect(await running.known()).toMatchObject({ deletedAt: START });
    expect(contested.deleted).toHaveLength(1);
  });

  test("every time: 409, and nothing is said to be deleted", async () => {
    const { running, secret } = await connected();
    const contested = startRegistration({ installations: alwaysLost(running.installations) });
    expect((await tell(contested, { event: "app.deleted", secret })).status).toBe(409);
    expect(contested.deleted).toEqual([]);
  });
});

describe("what else a shop signs", () => {
  const request = (secret: string, url: string | null = SHOP_URL) => ({
    messages: ["body"],
    signature: sign("body", secret),
    url,
  });

  test("R3: the previous secret is good for less than 60 seconds", async () => {
    const { running, secret } = await connected();
    const next = await registerShop(running, { shopSecret: secret });
    const known = await running.known();
    const past = (seconds: number) => verifyShop(request(secret), known, START + seconds * 1_000);
    expect(past(59)).toEqual({ outcome: "verified", signedWith: "previous", active: true });
    expect(past(60)).toEqual({ outcome: "refused", status: 401, reason: "late_signature" });
    expect(past(61)).toMatchObject({ outcome: "refused", status: 401 });
    expect(verifyShop(request(next), known, START + 61_000)).toMatchObject({ signedWith: "current" });
  });

  test("R6: before the confirmation nothing is verified; after app.deactivated it is, and said to be inactive", async () => {
    const running = startRegistration();
    const pending = await secretOf(await askToRegister(running));
    const verdict = async (secret: string) => verifyShop(request(secret), await running.known(), START);
    expect(await verdict(pending)).toMatchObject({ outcome: "refused", status: 401, reason: "not_confirmed" });
    const secret = await registerShop(running);
    await tell(running, { event: "app.deactivated", secret });
    expect(await verdict(secret)).toEqual({ outcome: "verified", signedWith: "current", active: false });
    await tell(running, { event: "app.deleted", secret });
    expect(await verdict(secret)).toMatchObject({ outcome: "refused", reason: "deleted" });
  });

  test("F27: a copy of the shop has its secret and is told apart by its address", async () => {
    const { running, secret } = await connected();
    const known = await running.known();
    for (const url of ["https://staging.example.com", `${SHOP_URL}/sub`, null]) {
      expect(verifyShop(request(secret, url), known, START)).toMatchObject({ status: 401, reason: "copy_of_shop" });
    }
    expect(verifyShop(request("wrong"), known, START)).toMatchObject({ status: 401, reason: "shop_signature_wrong" });
    expect(verifyShop(request(secret), null, START)).toMatchObject({ status: 401, reason: "unknown_shop" });
  });
});
