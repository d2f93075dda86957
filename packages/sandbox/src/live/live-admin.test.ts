import { describe, expect, it } from "vitest";
import { z } from "zod";
import { seededRandom } from "../random.ts";
import { DEFAULT_SCOPES } from "../shopify/admin/create-admin-api.ts";
import { fillBooks } from "../shopify/fill-books.ts";
import { createJournal } from "../shopify/sender/journal.ts";
import { GOOD_DAY } from "../shopify/sender/plan-deliveries.ts";
import { createSender } from "../shopify/sender/sender.ts";
import { createLiveAdmin } from "./live-admin.ts";

const SHOP = "sandbox-shop.myshopify.com";
const APP = { url: "http://127.0.0.1:4020", clientId: "client-of-the-tests", clientSecret: "a secret of the tests" };
const { webhooks } = fillBooks({ seed: 5, orders: 10, shopDomain: SHOP });

/** The admin with a sender behind it, and a receiver that takes everything from the `after`-th try on. */
function setUp({ app = APP, after = 0 }: { app?: typeof APP | null; after?: number } = {}) {
  const received: { topic: string; body: unknown; webhookId: string }[] = [];
  let names = 0;
  const name = (): string => `name${++names}`;
  const clock = { now: Date.UTC(2026, 10, 24, 9) };
  const now = () => clock.now;
  const sends: Promise<void>[] = [];
  const admin = createLiveAdmin({
    shopDomain: SHOP,
    app,
    flowTriggers: [],
    books: () => [],
    send: (some) => {
      sends.push(sender.send(some));
      return Promise.resolve();
    },
    now,
    nonce: name,
    secret: name,
    uuid: name,
  });
  const sender = createSender({
    url: "http://127.0.0.1:4020/webhooks/shopify",
    shopDomain: SHOP,
    secret: APP.clientSecret,
    plays: GOOD_DAY,
    random: seededRandom(1),
    journal: createJournal(),
    fetch: async (_, init) => {
      const headers = new Headers(init?.headers);
      received.push({
        topic: headers.get("x-shopify-topic") ?? "",
        body: JSON.parse(String(init?.body)),
        webhookId: headers.get("x-shopify-webhook-id") ?? "",
      });
      return new Response(null, { status: received.length > after ? 200 : 503 });
    },
    now,
    sleep: async () => {},
    retriesMs: [1, 2, 4],
    isWanted: admin.isWanted,
  });
  const post = (what: string, body: object = {}) =>
    admin.site.request(`/admin/${SHOP}/${what}`, { method: "POST", body: JSON.stringify(body) });
  const exchange = async () => {
    const { id_token } = z
      .object({ id_token: z.string() })
      .parse(await (await admin.site.request(`/admin/${SHOP}/id-token`)).json());
    const response = await admin.site.request(`/${SHOP}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        client_id: APP.clientId,
        client_secret: APP.clientSecret,
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: id_token,
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      }),
    });
    return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
  };
  const shopAnswers = async (token: string) => {
    const response = await admin.site.request(`/${SHOP}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-access-token": token },
      body: JSON.stringify({ query: "{ shop { name } }" }),
    });
    return response.status;
  };
  const page = async () => (await admin.site.request(`/admin/${SHOP}`)).text();
  return { admin, sender, received, sends, post, exchange, shopAnswers, page, clock };
}

describe("the admin of a shop that keeps selling", () => {
  it("tells an app that it was uninstalled, with the shop it was taken out of, until it is heard", async () => {
    const { received, sends, post } = setUp({ after: 2 });
    expect((await post("uninstall")).status).toBe(204);
    await Promise.all(sends);
    expect(received).toHaveLength(3);
    expect(received[0]).toMatchObject({ topic: "app/uninstalled", body: { myshopify_domain: SHOP } });
    expect(new Set(received.map(({ webhookId }) => webhookId)).size).toBe(1);
  });

  it("sends nothing else from then on, and everything again once the app is back", async () => {
    const { sender, received, sends, post } = setUp();
    await sender.send(webhooks.slice(0, 2));
    expect(received).toHaveLength(2);
    await post("uninstall");
    await sender.send(webhooks.slice(2, 6));
    await Promise.all(sends);
    expect(received.slice(2).map(({ topic }) => topic)).toEqual(["app/uninstalled"]);
    await post("install");
    await sender.send(webhooks.slice(6, 8));
    expect(received).toHaveLength(5);
  });

  it("takes its tokens at once, shows that it is gone, and opens it again once it is installed", async () => {
    const { admin, post, exchange, shopAnswers, page } = setUp();
    const before = await exchange();
    expect(await shopAnswers(before)).toBe(200);
    await post("uninstall");
    expect(await shopAnswers(before)).toBe(401);
    expect((await admin.site.request(`/admin/${SHOP}/id-token`)).status).toBe(410);
    expect(await page()).toContain("Karla is not installed in this shop");
    await post("install");
    expect(await page()).toContain("<iframe");
    expect([await shopAnswers(await exchange()), await shopAnswers(before)]).toEqual([200, 401]);
  });

  it("tells an app that the merchant lets it do more", async () => {
    const { received, sends, post, exchange } = setUp();
    await exchange();
    expect((await post("scopes", { scopes: ["read_products"] })).status).toBe(200);
    await Promise.all(sends);
    const previous = [...DEFAULT_SCOPES];
    expect(received).toMatchObject([
      { topic: "app/scopes_update", body: { previous, current: [...previous, "read_products"] } },
    ]);
  });

  it("has nothing to install where no app is configured, and its webhooks go out all the same", async () => {
    const { sender, received, post } = setUp({ app: null });
    expect((await post("uninstall")).status).toBe(404);
    await sender.send(webhooks.slice(0, 2));
    expect(received).toHaveLength(2);
  });
});
