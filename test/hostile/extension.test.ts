import { createHmac } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  APP,
  customerOf,
  FORMER_SECRET,
  type RunningExtension,
  staffOf,
  startExtension,
} from "../http/running-extension.ts";
import { SHOP } from "../http/running-spine.ts";
import type { Forgery } from "./forge-token.ts";

const OTHER = "other.myshopify.com";
const now = () => Math.floor(Date.now() / 1_000);

let extension: RunningExtension;
beforeAll(async () => {
  extension = await startExtension();
  await extension.bring(extension.sold.id);
});
afterAll(() => extension.stop());
beforeEach(() => extension.held.splice(0));

const owner = () => `gid://shopify/Customer/${extension.sold.customerId}`;
/** How often somebody had an order of this shop sent again. */
const wishesOf = async (shop: string) =>
  (await extension.shop.store.status.read(shopIdOf("shopify", shop))).topics["flow/action"] ?? 0;

/** What a token opens at each door: as staff, to have something sent, and as the order's customer. */
async function opens(bearer: string | null): Promise<number[]> {
  const { id } = extension.sold;
  const before = await wishesOf(SHOP);
  const answers = [await extension.order(id, bearer), await extension.ownOrder(id, bearer)];
  const sent = await extension.resync(id, bearer);
  if (sent.status !== 200) expect(await wishesOf(SHOP)).toEqual(before);
  return [...answers, sent].map(({ status, json }) => (json?.outcome === "nothing" ? 0 : status));
}
const NOWHERE = [401, 401, 401];

test("a member of staff opens what is the staff's, and a customer what is the customer's", async () => {
  expect(await opens(extension.token())).toEqual([200, 0, 200]);
  expect(await opens(extension.token(staffOf(SHOP), { secret: FORMER_SECRET }))).toEqual([200, 0, 200]);
  expect(await opens(extension.token(customerOf(SHOP, owner())))).toEqual([401, 200, 401]);
});

describe("J1: a token that is signed in another way", () => {
  const sha512 = (content: string) => createHmac("sha512", APP.secret).update(content).digest("base64url");
  const spelt = (content: string) =>
    `${createHmac("sha256", APP.secret).update(content).digest("base64url").slice(0, -1)}_`;
  test.each<[string, Partial<Forgery>]>([
    ["not at all", { header: { alg: "none" }, sign: () => "" }],
    ["not at all, although it says HS256", { sign: () => "" }],
    ["with the secret, and says none", { header: { alg: "none" } }],
    ["by HS512", { header: { alg: "HS512" }, sign: sha512 }],
    ["with the secret, and says RS256", { header: { alg: "RS256" } }],
    ["with a header that must be understood", { header: { alg: "HS256", crit: ["b64"], b64: false } }],
    ["with another secret", { secret: "theirs" }],
    ["with an empty secret", { secret: "" }],
    ["in another spelling", { sign: spelt }],
  ])("opens nothing: %s", async (_, forgery) => {
    expect(await opens(extension.token(staffOf(SHOP), forgery))).toEqual(NOWHERE);
    expect(await opens(extension.token(customerOf(SHOP, owner()), forgery))).toEqual(NOWHERE);
  });
});

test("J2: a clock that goes wrong is forgiven ten seconds, and not eleven", async () => {
  for (const claims of [{ exp: now() - 8 }, { nbf: now() + 8 }])
    expect((await opens(extension.token(staffOf(SHOP, claims))))[0]).toBe(200);
  for (const claims of [{ exp: now() - 11 }, { nbf: now() + 30 }]) {
    expect(await opens(extension.token(staffOf(SHOP, claims)))).toEqual(NOWHERE);
    expect(await opens(extension.token(customerOf(SHOP, owner(), claims)))).toEqual(NOWHERE);
  }
});

test.each([{ exp: undefined }, { exp: "tomorrow" }, { nbf: undefined }, { iat: undefined }, { iat: "now" }])(
  "J3: a token that does not say when opens nothing: %j",
  async (claims) => {
    expect(await opens(extension.token(staffOf(SHOP, claims)))).toEqual(NOWHERE);
    expect(await opens(extension.token(customerOf(SHOP, owner(), claims)))).toEqual(NOWHERE);
  },
);

test.each([["other"], [[APP.clientId]], [[APP.clientId, "other"]], [undefined]])(
  "J4: a token for another app opens nothing: %j",
  async (aud) => {
    expect(await opens(extension.token(staffOf(SHOP, { aud })))).toEqual(NOWHERE);
    expect(await opens(extension.token(customerOf(SHOP, owner(), { aud })))).toEqual(NOWHERE);
  },
);

test.each([`https://${OTHER}/admin`, `https://${SHOP}`, undefined])(
  "J5: a token of the staff from another shop than it is for opens nothing: %j",
  async (iss) => expect((await opens(extension.token(staffOf(SHOP, { iss }))))[0]).toBe(401),
);

test.each([`http://${SHOP}`, `https://${SHOP}/x`, `${SHOP}.evil.example.com`, `https://a@${SHOP}`, "", undefined])(
  "J6: a token for what is no shop opens nothing: %j",
  async (dest) => {
    expect(await opens(extension.token(staffOf(SHOP, { dest })))).toEqual(NOWHERE);
    expect(await opens(extension.token(customerOf(SHOP, owner(), { dest })))).toEqual(NOWHERE);
  },
);

test("J7: a token anywhere but in the one header opens nothing", async () => {
  const bearer = extension.token();
  const id = encodeURIComponent(`gid://shopify/Order/${extension.sold.id}`);
  for (const path of [`?id=${id}&id_token=${bearer}`, `?id=${id}&session=${bearer}`])
    expect((await extension.ask(`/extension/order${path}`, null)).status).toBe(401);
  for (const headers of [{ Authorization: bearer }, { Authorization: `bearer ${bearer}` }, { Cookie: `t=${bearer}` }])
    expect((await extension.ask(`/extension/order?id=${id}`, null, { headers })).status).toBe(401);
  expect((await extension.order(extension.sold.id, `${bearer}, Bearer ${bearer}`)).status).toBe(401);
});

test("J8: what is refused is answered with nothing, the token least of all", async () => {
  const bearer = extension.token(staffOf(SHOP), { secret: "theirs" });
  for (const { text, headers } of [await extension.order("1", bearer), await extension.resync("1", bearer)]) {
    expect(text).toBe("");
    expect(JSON.stringify([...headers])).not.toContain(bearer.slice(0, 20));
  }
});

describe("J9: the order of another shop", () => {
  const stranger = () => extension.token(staffOf(OTHER));

  test("is not there for the staff of this one, whatever the request names", async () => {
    expect((await extension.order(extension.sold.id, stranger())).json).toEqual({ outcome: "nothing" });
    const id = encodeURIComponent(`gid://shopify/Order/${extension.sold.id}`);
    for (const more of [`shop=${SHOP}`, `shopId=${shopIdOf("shopify", SHOP)}`, `dest=https://${SHOP}`]) {
      const answer = await extension.ask(`/extension/order?${more}&id=${id}`, stranger(), {
        headers: { "X-Shopify-Shop-Domain": SHOP },
      });
      expect(answer.json).toEqual({ outcome: "nothing" });
    }
  });

  test("is not sent again for them: what they ask for is their own shop's", async () => {
    const before = await wishesOf(SHOP);
    await extension.resync(extension.sold.id, stranger());
    expect(await wishesOf(SHOP)).toEqual(before);
    expect(await wishesOf(OTHER)).toBe(1);
  });

  test("nor is it there for a customer of theirs with the same id, in a shop that nobody knows", async () => {
    const answer = await extension.ownOrder(
      extension.sold.id,
      extension.token(customerOf("stranger.myshopify.com", owner())),
    );
    expect(answer).toMatchObject({ status: 200, json: { outcome: "nothing" } });
    const { rows } = await extension.shop.pool.query("SELECT FROM shop WHERE domain = 'stranger.myshopify.com'");
    expect(rows).toEqual([]);
  });
});

test("J10: a token from before the app was uninstalled opens nothing", async () => {
  const endedAt = now() - 5;
  await extension.shop.pool.query("UPDATE shop SET access_ended_at = $1 WHERE domain = $2", [
    new Date(endedAt * 1_000),
    SHOP,
  ]);
  for (const iat of [endedAt - 20, endedAt]) {
    expect(await opens(extension.token(staffOf(SHOP, { iat })))).toEqual(NOWHERE);
    expect(await opens(extension.token(customerOf(SHOP, owner(), { iat })))).toEqual(NOWHERE);
  }
  expect((await opens(extension.token(staffOf(SHOP, { iat: endedAt + 1 }))))[0]).toBe(200);
  await extension.shop.pool.query("UPDATE shop SET access_ended_at = NULL");
});

test("J14: a form of another site sends nothing again: nothing that a browser adds by itself opens anything", async () => {
  const before = await wishesOf(SHOP);
  const id = encodeURIComponent(`gid://shopify/Order/${extension.sold.id}`);
  const headers = { Origin: "https://evil.example.com", "Content-Type": "text/plain" };
  const answer = await extension.ask(`/extension/order/resync?id=${id}`, null, { method: "POST", headers });
  expect([answer.status, await wishesOf(SHOP)]).toEqual([401, before]);
  const carried = { method: "POST", headers, body: "id=1" };
  expect((await extension.ask(`/extension/order/resync?id=${id}`, extension.token(), carried)).status).toBe(413);
});

test.each(["1", "gid://shopify/Customer/1", "gid://shopify/Order/", "gid://shopify/Order/1/2", "shop", "", "'; --"])(
  "H25: what is no order's id is asked of nobody: %j",
  async (id) => {
    const before = await wishesOf(SHOP);
    const path = `?id=${encodeURIComponent(id)}`;
    const bearer = extension.token();
    const answers = [
      await extension.ask(`/extension/order${path}`, bearer),
      await extension.ask(`/extension/order/resync${path}`, bearer, { method: "POST" }),
      await extension.ask(`/extension/customer/order${path}`, extension.token(customerOf(SHOP, owner()))),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(await wishesOf(SHOP)).toEqual(before);
  },
);

test("P13: somebody else's, unknown and erased orders, and those of nobody, are one answer", async () => {
  const { id } = extension.sold;
  const stranger = extension.token(customerOf(SHOP, "gid://shopify/Customer/1"));
  const answers = [
    await extension.ownOrder("999", extension.token(customerOf(SHOP, owner()))),
    await extension.ownOrder(id, stranger),
    await extension.ownOrder(id, extension.token(customerOf(SHOP, undefined))),
    await extension.ownOrder(id, extension.token(staffOf(SHOP))),
  ];
  await extension.shop.pool.query("UPDATE shop_order SET state = NULL WHERE order_id = $1", [id]);
  answers.push(await extension.ownOrder(id, extension.token(customerOf(SHOP, owner()))));
  for (const { status, text } of answers) expect([status, text]).toEqual([200, '{"outcome":"nothing"}']);
  expect(extension.held).toHaveLength(answers.length);
});

test("an order that was erased is told as no more than that, and is not sent again", async () => {
  const { id } = extension.sold;
  await extension.shop.pool.query("UPDATE shop_order SET state = NULL WHERE order_id = $1", [id]);
  const before = await wishesOf(SHOP);
  expect((await extension.order(id)).text).toBe('{"outcome":"erased"}');
  expect((await extension.resync(id)).text).toBe('{"outcome":"erased"}');
  expect(await wishesOf(SHOP)).toEqual(before);
});

test("J11: one token a hundred times is good until it comes too often, and nobody else notices", async () => {
  const limited = await startExtension({ limited: true });
  const { id } = limited.sold;
  const [own, others] = [
    limited.token(staffOf(SHOP, { sid: "one" })),
    limited.token(staffOf(SHOP, { sid: "two", sub: "8" })),
  ];
  const sent: number[] = [];
  for (let n = 0; n < 7; n += 1) sent.push((await limited.resync(id, own)).status);
  expect(sent).toEqual([200, 200, 200, 200, 200, 429, 429]);
  const read: number[] = [];
  for (let n = 0; n < 20; n += 1) read.push((await limited.order(id, own)).status);
  expect(read.filter((status) => status === 200)).toHaveLength(13);
  const stopped = await limited.order(id, own);
  expect(stopped.status).toBe(429);
  expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await limited.order(id, others)).status).toBe(200);
  await limited.stop();
});
