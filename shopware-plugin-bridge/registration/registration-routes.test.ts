import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { captured, golden, rawQueryOf } from "../signature/captured.fixture.ts";
import { sign } from "../signature/sign.ts";
import type { Installations } from "./installation.ts";
import { memoryInstallations } from "./memory-installations.fixture.ts";
import type { RefusalReason } from "./refusal.ts";
import { refusalText } from "./refusal-text.ts";
import {
  APP_SECRET,
  alwaysLost,
  askToConfirm,
  askToRegister,
  errorOf,
  registerShop,
  registrationQuery,
  SHOP_ID,
  secretOf,
  startRegistration,
  tell,
} from "./registered-shop.fixture.ts";

describe("the life of a real 6.6.7.1 shop, request by request", () => {
  /** Each request at the moment when it came; the secret that we give out is the one which that shop was given. */
  function replay() {
    const given: string[] = [];
    const running = startRegistration({
      appName: "KarlaProbe",
      appSecrets: [{ id: "probe", secret: captured("lifecycle/install.1-register").secret.app ?? "" }],
      rules: { allowLoopback: true },
      newSecret: () => given.shift() ?? "",
    });
    const send = async (name: string, secret?: string) => {
      const { url, headers, body, received_at } = captured(`lifecycle/${name}`);
      running.clock.at = Date.parse(received_at);
      if (secret !== undefined) given.push(secret);
      const isRegister = url.startsWith("/register");
      const event = url.replace("/hooks/", "");
      const path = isRegister ? `register?${rawQueryOf(url)}` : url === "/confirm" ? "confirm" : `lifecycle/${event}`;
      const sent = isRegister ? { headers } : { method: "POST", headers, body };
      return (await running.app.request(`https://bridge.example.com/shopware/${path}`, sent)).status;
    };
    const install = async (name: string) => {
      expect(await send(`${name}.1-register`, captured(`lifecycle/${name}.2-confirm`).secret.shop)).toBe(200);
      expect(await send(`${name}.2-confirm`)).toBe(204);
    };
    return { running, send, install };
  }

  test("install, deactivate, activate, update", async () => {
    const { running, send, install } = replay();
    await install("install");
    expect(await send("install.3-app.installed")).toBe(204);
    expect(await send("install.4-app.activated")).toBe(204);
    expect(await running.known()).toMatchObject({
      url: "http://localhost:8000",
      clientId: "SWIAVKRNOG9ITXD6V2D3WVZEQW",
      shopwareVersion: "6.6.7.1",
      active: true,
    });
    expect(await send("cli-deactivate.app.deactivated")).toBe(204);
    expect(await running.known()).toMatchObject({ active: false });
    expect(await send("cli-activate.app.activated")).toBe(204);
    expect(await send("update.app.updated")).toBe(204);
    expect(await running.known()).toMatchObject({ active: true });
  });

  test("moving without its own signature is asked about, and nothing is lost", async () => {
    const { running, send, install } = replay();
    await install("install");
    const before = await running.known();
    expect(await send("move-shop.1-register")).toBe(401);
    expect(await send("move-shop.2-confirm")).toBe(401);
    expect(await running.known()).toMatchObject({ ...before, version: 3, move: { url: "http://127.0.0.1:8000" } });
  });

  test("reinstalling under a new id, the event signed with the old secret, uninstalling", async () => {
    const { running, send, install } = replay();
    await install("install");
    await install("reinstall-apps");
    expect(await send("reinstall-apps.3-app.installed")).toBe(401);
    const again = () => running.installations.find("DxYo51mtQ4VKsu8m");
    expect(await again()).toMatchObject({ active: true });
    expect(await send("uninstall.1-app.deactivated")).toBe(204);
    expect(await send("uninstall.2-app.deleted")).toBe(204);
    expect(await again()).toMatchObject({ active: false, clientId: null, deletedAt: running.clock.at });
    expect(running.deleted).toMatchObject([{ purge: "later" }]);
    expect(await running.known()).toMatchObject({ deletedAt: null, active: true });
  });
});

describe("as PHP and Guzzle ask for it", () => {
  const usable = golden.cases.filter(({ shopUrl }) => !shopUrl.includes("user:pw@"));

  test.each(usable)("$shopUrl is registered and confirmed", async ({ registration, confirmation }) => {
    const { appName, appSecret, newShopSecret } = golden;
    const running = startRegistration({
      appName,
      appSecrets: [{ id: "golden", secret: appSecret }],
      rules: { allowLoopback: true },
      newSecret: () => newShopSecret,
    });
    running.clock.at = 1_700_000_000_000;
    const answer = await running.app.request(registration.url, {
      headers: { "shopware-app-signature": registration["shopware-app-signature"] },
    });
    expect(await answer.json()).toMatchObject({ proof: registration.proof, secret: newShopSecret });
    const confirmed = await running.app.request("/shopware/confirm", {
      method: "POST",
      headers: { "shopware-shop-signature": confirmation["shopware-shop-signature"] },
      body: confirmation.body,
    });
    expect(confirmed.status).toBe(204);
  });
});

describe("what is in the way", () => {
  test("R11: a query that was changed after it was signed", async () => {
    const running = startRegistration();
    const query = registrationQuery(running);
    const signature = sign(query, APP_SECRET);
    for (const changed of [
      `${query}&more=1`,
      `${query}&shop-id=other`,
      query.split("&").reverse().join("&"),
      query.replace("https", "%zz"),
      "",
    ]) {
      const headers = { "shopware-app-signature": signature };
      const answer = await running.app.request(`https://bridge.example.com/shopware/register?${changed}`, { headers });
      expect([changed, answer.status]).toEqual([changed, 401]);
    }
    const unsigned = await running.app.request(`https://bridge.example.com/shopware/register?${query}`);
    expect([unsigned.status, await errorOf(unsigned)]).toEqual([401, expect.stringMatching(/download the app anew/)]);
  });

  test("the query is verified as it came over the wire where that can be seen", async () => {
    const running = startRegistration();
    // A parsed URL would spell the apostrophe %27.
    const query = `${registrationQuery(running)}&note='`;
    const answer = await running.app.request(
      "https://bridge.example.com/shopware/register?other=1",
      { headers: { "shopware-app-signature": sign(query, APP_SECRET) } },
      { incoming: { url: `/shopware/register?${query}` } },
    );
    expect(answer.status).toBe(200);
  });

  test("R9: of two registrations at the same time one is stored, the other gets 409 and can begin again", async () => {
    const stored = memoryInstallations();
    // Both have read before either writes.
    const slow: Installations = {
      ...stored,
      find: async (shopId) => {
        const found = await stored.find(shopId);
        await setImmediate();
        return found;
      },
    };
    const running = startRegistration({ installations: slow });
    const answers = await Promise.all([askToRegister(running), askToRegister(running)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers.find(({ status }) => status === 200);
    const secret = winner ? await secretOf(winner) : "";
    // The same confirmation twice at once: it is stored once and answered twice.
    const confirmed = await Promise.all([askToConfirm(running, { secret }), askToConfirm(running, { secret })]);
    expect(confirmed.map(({ status }) => status)).toEqual([204, 204]);
    expect(await running.known()).toMatchObject({ secret, version: 2 });
    expect(running.installed).toHaveLength(1);
  });

  test("a confirmation that comes too late to be stored gets 409", async () => {
    const running = startRegistration();
    const secret = await secretOf(await askToRegister(running));
    const contested = startRegistration({ installations: alwaysLost(running.installations) });
    expect((await askToConfirm(contested, { secret })).status).toBe(409);
    expect(contested.installed).toEqual([]);
  });

  test("a body of more than 64 KiB, announced or not", async () => {
    const { app } = startRegistration();
    const large = "x".repeat(64 * 1024 + 1);
    for (const path of ["/shopware/confirm", "/shopware/lifecycle/app.deleted"]) {
      const announced = { method: "POST", body: large, headers: { "content-length": String(large.length) } };
      expect((await app.request(path, announced)).status).toBe(413);
      expect((await app.request(path, { method: "POST", body: large })).status).toBe(413);
      expect((await app.request(path, { method: "POST", body: large.slice(1) })).status).toBe(400);
    }
  });

  test("too many registrations from one address, or for one shop", async () => {
    let address = "192.0.2.1";
    const limits = { perAddress: 3, perShop: 2, seconds: 60 };
    const running = startRegistration({ limits, addressOf: () => address });
    const status = async (leg = {}) => (await askToRegister(running, leg)).status;
    // Who cannot sign does not use up what the shop may ask.
    expect([await status({ appSecret: "wrong" }), await status(), await status()]).toEqual([401, 200, 200]);
    expect(await status({ shopId: "DxYo51mtQ4VKsu8m" })).toBe(429);
    address = "192.0.2.2";
    const answer = await askToRegister(running);
    expect([answer.status, Number(answer.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect(await status({ shopId: "DxYo51mtQ4VKsu8m" })).toBe(200);
  });

  test("a store that does not answer: 503, for Shopware takes that for a maybe", async () => {
    const gone = () => Promise.reject(new Error("password=of-the-database"));
    const running = startRegistration({ installations: { find: gone, save: gone } });
    const answers = [
      await askToRegister(running),
      await askToConfirm(running, { secret: "x" }),
      await tell(running, { event: "app.deleted", secret: "x" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(JSON.stringify([running.lines, await answers[0]?.text()])).not.toContain("password");
  });

  test("a hook that fails does not take back what is stored", async () => {
    const fail = () => Promise.reject(new Error("no"));
    const running = startRegistration({ onInstalled: fail, onDeleted: fail });
    const secret = await registerShop(running);
    expect((await tell(running, { event: "app.deleted", secret })).status).toBe(204);
    expect(await running.known()).toMatchObject({ clientId: null });
    expect(running.lines.filter(({ level }) => level === "error")).toHaveLength(2);
  });
});

test("the log says of each leg how it went, and holds no secret, signature, credential or URL", async () => {
  const running = startRegistration();
  const first = await registerShop(running);
  const second = await registerShop(running, { shopSecret: first });
  await askToRegister(running, { shopUrl: "https://neu.example.com" });
  await askToConfirm(running, { secret: "guessed" });
  await tell(running, { event: "app.deleted", secret: second });
  expect(running.lines.map(({ level, fields }) => [level, fields])).toEqual([
    ["info", { leg: "register", shop: SHOP_ID, appSecret: "store", shownBy: "first" }],
    ["info", { leg: "confirm", shop: SHOP_ID, first: true, moved: false }],
    ["info", { leg: "register", shop: SHOP_ID, appSecret: "store", shownBy: "shop_signature" }],
    ["info", { leg: "confirm", shop: SHOP_ID, first: false, moved: false }],
    ["warn", { leg: "register", shop: SHOP_ID, appSecret: "store", reason: "other_address", noted: true }],
    ["warn", { leg: "confirm", shop: SHOP_ID, reason: "shop_signature_wrong" }],
    ["info", { leg: "lifecycle", shop: SHOP_ID, event: "app.deleted", purge: "later" }],
  ]);
  const text = JSON.stringify(running.lines);
  for (const secret of [first, second, APP_SECRET, "SWIAEXAMPLE", "example.com", "shop-id="]) {
    expect(text).not.toContain(secret);
  }
});

test("there is no registration without a secret of the app", () => {
  for (const appSecrets of [[], [{ id: "a", secret: " " }]]) {
    expect(() => startRegistration({ appSecrets })).toThrow(/app secret/);
  }
});

test("each refusal says in both languages what to do", () => {
  const reasons: RefusalReason[] = [
    "other_address",
    "stale_timestamp",
    "bad_shop_url:port",
    "lost_race",
    "copy_of_shop",
  ];
  for (const reason of reasons) {
    expect(refusalText(reason, "de")).toMatch(/\. (?:Bitte|Wenn|Ist|Es) /);
    expect(refusalText(reason, "en")).toMatch(/\. (?:Please|If|Nothing) /);
  }
});
