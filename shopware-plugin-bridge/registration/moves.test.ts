import { describe, expect, test } from "vitest";
import { approveMove } from "./approve-move.ts";
import {
  askToConfirm,
  askToRegister,
  errorOf,
  registerShop,
  SHOP_ID,
  SHOP_URL,
  START,
  startRegistration,
  tell,
} from "./registered-shop.fixture.ts";

const MOVED = "https://neu.example.com";

describe("a move that somebody has confirmed", () => {
  async function approved(url = MOVED) {
    const running = startRegistration();
    const secret = await registerShop(running);
    expect((await askToRegister(running, { shopUrl: url })).status).toBe(401);
    const known = running.installations.get(SHOP_ID);
    if (known === undefined) throw new Error("no shop");
    await running.installations.save(approveMove(known, url, running.clock.at));
    return { running, secret };
  }

  test("lets the next registration from there through without the shop's signature, once", async () => {
    const { running, secret } = await approved();
    running.clock.at += 23 * 3_600_000;
    await registerShop(running, { shopUrl: MOVED, apiKey: "SWIAMOVED" });
    expect(await running.known()).toMatchObject({
      url: MOVED,
      previousSecret: secret,
      clientId: "SWIAMOVED",
      move: null,
    });
    expect((await askToRegister(running, { shopUrl: MOVED })).status).toBe(401);
  });

  test("is for that address alone, and no other question pushes it aside", async () => {
    const { running } = await approved();
    expect((await askToRegister(running, { shopUrl: "https://evil.example" })).status).toBe(401);
    expect((await running.known())?.move).toEqual({ url: MOVED, askedAt: START, approvedAt: START });
    await registerShop(running, { shopUrl: MOVED });
  });

  test("is over after 24 hours", async () => {
    const { running } = await approved();
    running.clock.at += 24 * 3_600_000 + 1_000;
    expect((await askToRegister(running, { shopUrl: MOVED })).status).toBe(401);
    expect((await running.known())?.move).toEqual({ url: MOVED, askedAt: running.clock.at, approvedAt: null });
  });

  test("helps a shop at its own address too, whose secret and ours have come apart", async () => {
    const { running } = await approved(SHOP_URL);
    const secret = await registerShop(running, { shopSecret: "one-that-we-never-knew" });
    expect(await running.known()).toMatchObject({ url: SHOP_URL, secret });
  });

  test("stays open while its confirmation fails", async () => {
    const { running, secret } = await approved();
    await askToRegister(running, { shopUrl: MOVED });
    expect((await askToConfirm(running, { secret: "guessed", shopUrl: MOVED })).status).toBe(401);
    expect(await running.known()).toMatchObject({ url: SHOP_URL, secret, move: { approvedAt: START } });
    await registerShop(running, { shopUrl: MOVED });
  });

  test("the same question is noted once, a newer one replaces it", async () => {
    const running = startRegistration();
    await registerShop(running);
    await askToRegister(running, { shopUrl: MOVED });
    const { version } = { ...(await running.known()) };
    running.clock.at += 1_000;
    await askToRegister(running, { shopUrl: MOVED });
    expect(await running.known()).toMatchObject({ version, move: { askedAt: START } });
    await askToRegister(running, { shopUrl: "https://dritte.example.com" });
    expect((await running.known())?.move).toMatchObject({ url: "https://dritte.example.com", approvedAt: null });
  });
});

describe("a shop that took its leave", () => {
  async function left(signsTwice: boolean) {
    const running = startRegistration();
    const first = await registerShop(running);
    const secret = signsTwice ? await registerShop(running, { shopSecret: first }) : first;
    expect((await tell(running, { event: "app.deleted", secret })).status).toBe(204);
    return { running, secret };
  }

  test("comes back at its own address without a second signature, if it never made one", async () => {
    const { running } = await left(false);
    const secret = await registerShop(running);
    expect(await running.known()).toMatchObject({ secret, previousSecret: null, deletedAt: null, active: true });
  });

  test("comes back at another address with it alone", async () => {
    const { running, secret } = await left(false);
    expect((await askToRegister(running, { shopUrl: MOVED })).status).toBe(401);
    await registerShop(running, { shopUrl: MOVED, shopSecret: secret });
  });

  test("with a wrong one is refused: it can sign twice, so its secret and ours have come apart", async () => {
    const { running } = await left(false);
    const answer = await askToRegister(running, { shopSecret: "one-that-we-never-knew" });
    expect([answer.status, await errorOf(answer)]).toEqual([401, expect.stringMatching(/signature does not fit/)]);
    expect(await running.known()).toMatchObject({ deletedAt: START, pending: null });
  });

  test("needs it where it has made one before", async () => {
    const { running, secret } = await left(true);
    expect((await askToRegister(running)).status).toBe(401);
    expect((await askToRegister(running, { shopSecret: "wrong" })).status).toBe(401);
    await registerShop(running, { shopSecret: secret });
    expect(await running.known()).toMatchObject({ deletedAt: null, active: true });
  });
});
