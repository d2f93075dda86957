import { describe, expect, test } from "vitest";
import { proofOf } from "../signature/proof-of.ts";
import {
  APP_SECRET,
  askToConfirm,
  askToRegister,
  errorOf,
  registerShop,
  SHOP_ID,
  SHOP_URL,
  START,
  secretOf,
  startRegistration,
  tell,
} from "./registered-shop.fixture.ts";

const MOVED = "https://neu.example.com";

describe("a new shop", () => {
  test("gets a secret and the proof, and is not confirmed before it says so", async () => {
    const running = startRegistration();
    const answer = await askToRegister(running);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const body = await answer.json();
    const about = { shopId: SHOP_ID, shopUrl: SHOP_URL, appName: "KarlaDelivery" };
    expect(body).toEqual({
      proof: proofOf(about, APP_SECRET),
      secret: expect.stringMatching(/^[0-9a-f]{64}$/),
      confirmation_url: "https://bridge.example.com/shopware/confirm",
    });
    expect(await running.known()).toMatchObject({ secret: null, url: null, active: false, version: 1 });
    expect(running.installed).toEqual([]);
  });

  test("is connected with its confirmation: URL, secret, credentials, and the hook is called", async () => {
    const running = startRegistration();
    const secret = await registerShop(running);
    const connected = {
      shopId: SHOP_ID,
      url: SHOP_URL,
      secret,
      previousSecret: null,
      rotatedAt: START,
      pending: null,
      move: null,
      clientId: "SWIAEXAMPLE",
      clientSecret: "of-SWIAEXAMPLE",
      signsTwice: false,
      active: true,
      shopwareVersion: "6.6.7.1",
      deletedAt: null,
    };
    expect(await running.known()).toMatchObject(connected);
    expect(running.installed).toMatchObject([connected]);
  });

  test("may begin again as often as it likes before it confirms: the newest secret counts", async () => {
    const running = startRegistration();
    const older = await secretOf(await askToRegister(running));
    const newer = await secretOf(await askToRegister(running));
    expect((await askToConfirm(running, { secret: older })).status).toBe(401);
    expect((await askToConfirm(running, { secret: newer })).status).toBe(204);
    expect((await askToConfirm(running, { secret: older })).status).toBe(401);
    expect(await running.known()).toMatchObject({ secret: newer });
  });

  test("may be signed for with any of the app's secrets, and the proof is made with the same", async () => {
    const running = startRegistration({
      appSecrets: [
        { id: "store", secret: APP_SECRET },
        { id: "muster", secret: "of-one-merchant" },
      ],
    });
    const answer = await askToRegister(running, { appSecret: "of-one-merchant" });
    const about = { shopId: SHOP_ID, shopUrl: SHOP_URL, appName: "KarlaDelivery" };
    expect(await answer.json()).toMatchObject({ proof: proofOf(about, "of-one-merchant") });
    expect(running.lines.at(-1)?.fields).toMatchObject({ appSecret: "muster", shownBy: "first" });
    expect((await askToRegister(running, { appSecret: "of-another-merchant" })).status).toBe(401);
  });

  test("R4: with a time that is not now is refused", async () => {
    const running = startRegistration();
    for (const timestamp of ["1", "0", String(START / 1_000 + 600), String(START / 1_000 - 301), "now", ""]) {
      const answer = await askToRegister(running, { timestamp });
      expect([timestamp, answer.status, await errorOf(answer)]).toEqual([
        timestamp,
        401,
        expect.stringMatching(/clock/),
      ]);
    }
    expect(await running.known()).toBeNull();
  });

  test.each([
    ["10 kB", "x".repeat(10_000)],
    ["65 characters", "x".repeat(65)],
    ["none", ""],
    ["a path", "../../x"],
    ["a prototype", "__proto__"],
    ["SQL", "' OR 1=1"],
    ["NUL", "abc\u0000"],
    ["a look-alike", "dirYTоgwnp8ehbPF"],
    ["a line break", "abc\n"],
  ])("R7: a shop id that is none is refused: %s", async (_name, shopId) => {
    const running = startRegistration();
    const answer = await askToRegister(running, { shopId });
    expect([answer.status, await errorOf(answer)]).toEqual([400, expect.stringMatching(/shop id/)]);
  });

  test("R7: upper and lower case are two shops", async () => {
    const running = startRegistration();
    const secret = await registerShop(running);
    await registerShop(running, { shopId: SHOP_ID.toLowerCase(), shopUrl: MOVED });
    expect(await running.known()).toMatchObject({ secret, url: SHOP_URL });
  });

  test.each([
    ["https://shop.example.com/", "https://shop.example.com"],
    ["https://shop.example.com//sub//", "https://shop.example.com/sub"],
    ["https://müller.example", "https://xn--mller-kva.example"],
    ["https://shop.example.com:443/sub", "https://shop.example.com/sub"],
    ["https://SHOP.Example.COM/Sub", "https://shop.example.com/Sub"],
    ["https://shop.example.com/sub dir", "https://shop.example.com/sub%20dir"],
    ["https://shop.example.com/ä?x=1&y=2", "https://shop.example.com/%C3%A4"],
    ["https://xn--mller-kva.example/shop#frag", "https://xn--mller-kva.example/shop"],
  ])("R10: %s is proven as it is and kept as %s", async (shopUrl, url) => {
    const running = startRegistration();
    const answer = await askToRegister(running, { shopUrl });
    const proof = proofOf({ shopId: SHOP_ID, shopUrl, appName: "KarlaDelivery" }, APP_SECRET);
    expect(await answer.json()).toMatchObject({ proof });
    expect((await running.known())?.pending?.url).toBe(url);
  });

  test.each([
    ["http://shop.example.com", /https/],
    ["https://10.0.0.1", /reachable from the internet/],
    ["https://user:pw@shop.example.com", /credentials/],
    ["https://shop.example.com:8443", /port/],
    ["javascript:alert(1)", /https/],
    ["no url", /APP_URL/],
  ])("an address that we must not call is refused with what to do: %s", async (shopUrl, text) => {
    const answer = await askToRegister(startRegistration(), { shopUrl });
    expect([answer.status, await errorOf(answer)]).toEqual([400, expect.stringMatching(text)]);
  });
});

describe("a shop that is known", () => {
  test("R1: is not given away to somebody who knows the app's secret alone", async () => {
    const running = startRegistration();
    await registerShop(running);
    const before = await running.known();
    const answer = await askToRegister(running);
    expect([answer.status, await errorOf(answer)]).toEqual([401, expect.stringMatching(/Nothing was changed/)]);
    const question = { url: SHOP_URL, askedAt: START, approvedAt: null };
    expect(await running.known()).toEqual({ ...before, move: question, version: (before?.version ?? 0) + 1 });
  });

  test("rotates its secret with both signatures, and has to sign twice ever after", async () => {
    const running = startRegistration();
    const first = await registerShop(running);
    running.clock.at += 3_600_000;
    const second = await registerShop(running, { shopSecret: first, apiKey: "SWIANEXT" });
    expect(await running.known()).toMatchObject({
      secret: second,
      previousSecret: first,
      rotatedAt: running.clock.at,
      clientId: "SWIANEXT",
      signsTwice: true,
    });
    expect((await askToRegister(running, { shopSecret: first })).status).toBe(401);
  });

  test("R2: a confirmation without the previous secret's signature changes nothing, nor does one with a wrong one", async () => {
    const running = startRegistration();
    const first = await registerShop(running);
    const secret = await secretOf(await askToRegister(running, { shopSecret: first }));
    const before = await running.known();
    for (const previous of [undefined, "wrong", secret]) {
      expect((await askToConfirm(running, { secret, previous })).status).toBe(401);
    }
    expect(await running.known()).toEqual(before);
    expect((await askToConfirm(running, { secret, previous: first })).status).toBe(204);
  });

  test("R5: a confirmation that fails leaves it as it was", async () => {
    const running = startRegistration();
    await registerShop(running);
    const before = await running.known();
    expect((await askToConfirm(running, { secret: "guessed" })).status).toBe(401);
    expect(await running.known()).toEqual(before);
  });

  test("a confirmation that is repeated because our answer was not heard is answered the same", async () => {
    const running = startRegistration();
    const secret = await registerShop(running);
    const before = await running.known();
    expect((await askToConfirm(running, { secret })).status).toBe(204);
    expect(await running.known()).toEqual(before);
    expect(running.installed).toHaveLength(1);
    // With other credentials it is another one, and this secret is used up.
    expect((await askToConfirm(running, { secret, apiKey: "SWIAOTHER" })).status).toBe(401);
  });

  test("F27: is moved to another address by its own signature alone", async () => {
    const running = startRegistration();
    const secret = await registerShop(running);
    await registerShop(running, { shopUrl: MOVED, shopSecret: secret });
    expect(await running.known()).toMatchObject({ url: MOVED, previousSecret: secret });
  });

  test("F27: the same id from two addresses: the second is asked about, the first goes on", async () => {
    const running = startRegistration();
    const secret = await registerShop(running);
    const answer = await askToRegister(running, { shopUrl: MOVED });
    const text = await errorOf(answer);
    expect([answer.status, text]).toEqual([401, expect.stringMatching(/another address.*Nothing was changed/)]);
    expect(text).toMatch(/Karla module .*npm run karla -- shopware-move.*24 hours/);
    expect(await running.known()).toMatchObject({ url: SHOP_URL, secret, pending: null, move: { url: MOVED } });
    expect((await tell(running, { event: "app.updated", secret })).status).toBe(204);
  });

  test("says what happened in German to who uses the administration in German", async () => {
    const running = startRegistration();
    await registerShop(running);
    const answer = await askToRegister(running, { shopUrl: MOVED, headers: { "sw-user-language": "de-DE" } });
    expect(await errorOf(answer)).toMatch(/anderen Adresse.*nichts geändert.*Karla-Modul/);
  });

  test("of a new id is a new shop: reinstalled apps leave the old one alone", async () => {
    const running = startRegistration();
    const secret = await registerShop(running);
    await registerShop(running, { shopId: "DxYo51mtQ4VKsu8m" });
    expect(await running.known()).toMatchObject({ url: SHOP_URL, secret, move: null });
    expect(await running.installations.find("DxYo51mtQ4VKsu8m")).toMatchObject({ url: SHOP_URL, active: true });
  });
});
