import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { customerOf, type RunningExtension, staffOf, startExtension } from "./running-extension.ts";
import { SHOP } from "./running-spine.ts";

let extension: RunningExtension;
beforeAll(async () => {
  extension = await startExtension();
});
afterAll(() => extension.stop());

const standings = async () => {
  const { json } = await extension.order(extension.sold.id);
  return json.order.steps.map(({ step, standing }: { step: string; standing: string }) => [step, standing]);
};
const customer = (sub: string | undefined = `gid://shopify/Customer/${extension.sold.customerId}`) =>
  extension.token(customerOf(SHOP, sub));

describe("staff see an order's way", () => {
  test("before anything of it came, and can have it fetched", async () => {
    expect((await extension.order(extension.sold.id)).json).toEqual({ outcome: "nothing" });
    expect(await extension.resync(extension.sold.id)).toMatchObject({ status: 200, json: { outcome: "asked" } });
    await extension.shop.settled();
    extension.shop.advance(5_000);
    await extension.shop.settled();
    expect((await extension.order(extension.sold.id)).json).toMatchObject({
      outcome: "order",
      order: { name: extension.sold.name, status: "delivered", sentence: ["reasons.delivered"], remedy: null },
    });
  });

  test("step by step, when it went all the way", async () => {
    await extension.bring(extension.sold.id);
    expect(await standings()).toEqual([
      ["received", "done"],
      ["mapped", "done"],
      ["sent", "done"],
      ["acknowledged", "done"],
      ["written_back", "nothing_to_do"],
    ]);
    const { json, headers } = await extension.order(extension.sold.id, extension.adminToken());
    for (const { step, at } of json.order.steps) expect([step, at !== null]).toEqual([step, step !== "written_back"]);
    expect(json.order.trackings).toBeGreaterThan(0);
    expect(headers.get("cache-control")).toBe("private, no-store");
  });

  test("and nothing of it that is personal", async () => {
    const { text } = await extension.order(extension.sold.id);
    const { rows } = await extension.shop.pool.query("SELECT order_id FROM shop_order");
    expect(rows.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/@|example\.com|zip|address|phone/i);
  });

  test("as given up, with what keeps it, and sent again once it is asked for", async () => {
    const { id } = extension.sold;
    await extension.shop.pool.query(
      "UPDATE shop_order SET status = 'failed', reason = 'refused_by_core', delivered = NULL WHERE order_id = $1",
      [id],
    );
    expect((await extension.order(id)).json.order).toMatchObject({
      status: "failed",
      sentence: ["reasons.refused_by_core", "reasons.unknown"],
      remedy: { remedy: "resync" },
    });
    expect((await standings())[2]).toEqual(["sent", "stopped"]);
    await extension.resync(id);
    await extension.shop.settled();
    expect((await extension.order(id)).json.order).toMatchObject({ status: "delivered", remedy: null });
  });

  test("as waiting for the connection, with the button that leads there", async () => {
    const { id } = extension.sold;
    await extension.shop.pool.query("UPDATE shop_order SET status = 'pending' WHERE order_id = $1", [id]);
    await extension.shop.store.problems.raise(await shopId(), "credentials_refused");
    expect((await extension.order(id)).json.order).toMatchObject({
      sentence: ["reasons.credentials_refused"],
      remedy: { remedy: "open", page: "connection", problem: "credentials_refused" },
    });
    await extension.shop.store.problems.close(await shopId(), "credentials_refused");
    await extension.shop.pool.query("UPDATE shop_order SET status = 'delivered' WHERE order_id = $1", [id]);
  });
});

async function shopId() {
  const { rows } = await extension.shop.pool.query("SELECT shop_id FROM shop WHERE domain = $1", [SHOP]);
  return rows[0].shop_id;
}

describe("a customer sees an order of his own", () => {
  test("where it is, in his language, and the way to the shop's tracking page", async () => {
    const { json } = await extension.ownOrder(extension.sold.id, customer(), "de-AT");
    expect(json).toMatchObject({ outcome: "order", title: "Bestellung verfolgen" });
    expect(json.parcels.length).toBeGreaterThan(0);
    for (const { status } of json.parcels) expect(status).toMatch(/^[A-ZÄÖÜ]/);
    const { pathname, searchParams } = new URL(json.path, `https://${SHOP}`);
    expect([pathname, searchParams.get("locale")]).toEqual(["/apps/karla/track", "de"]);
    expect(searchParams.get("token")).toMatch(new RegExp(`^${extension.sold.id}\\.`));
  });

  test("while the core does not answer he is told to come back", async () => {
    extension.shop.misbehave.next = () => ({ kind: "status", status: 500 });
    expect(await extension.ownOrder(extension.sold.id, customer())).toMatchObject({ status: 503, text: "" });
    extension.shop.misbehave.next = null;
  });
});

describe("a browser", () => {
  test("may send the token from another origin, to what is there", async () => {
    const headers = { Origin: "https://extensions.shopifycdn.com", "Access-Control-Request-Method": "POST" };
    const asked = await extension.ask("/extension/order/resync", null, { method: "OPTIONS", headers });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-origin")).toBe("*");
    expect(asked.headers.get("access-control-allow-methods")).toBe("POST");
    expect(asked.headers.get("access-control-allow-headers")).toMatch(/Authorization/);
    expect(asked.headers.get("access-control-allow-credentials")).toBeNull();
  });

  test("reads every answer, refusals as well", async () => {
    const answers = [
      await extension.order(extension.sold.id),
      await extension.order(extension.sold.id, null),
      await extension.ask("/extension/order", extension.token()),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 400]);
    for (const { headers } of answers) expect(headers.get("access-control-allow-origin")).toBe("*");
  });
});

test("what lies beside is not there, and each path has its method", async () => {
  const bearer = extension.token();
  for (const path of ["/extension/", "/extension/orders", "/extension/order/", "/extension/../app", "/extension/Order"])
    expect([path, (await extension.ask(path, bearer)).status]).toEqual([path, 404]);
  const posted = await extension.ask("/extension/order", bearer, { method: "POST" });
  expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET"]);
  expect((await extension.ask("/extension/order/resync", bearer)).status).toBe(405);
});

test("under another name of the shop its staff and customers see the same orders, and have them sent again", async () => {
  const { id, customerId } = extension.sold;
  const renamed = "renamed.myshopify.com";
  await extension.shop.store.names.settle({ platformId: "gid://shopify/Shop/1", domain: SHOP, named: renamed });
  const staff = extension.token(staffOf(renamed));
  expect((await extension.order(id, staff)).json).toMatchObject({ outcome: "order" });
  const customer = extension.token(customerOf(renamed, `gid://shopify/Customer/${customerId}`));
  expect((await extension.ownOrder(id, customer)).json).toMatchObject({ outcome: "order" });
  expect((await extension.resync(id, staff)).json).toEqual({ outcome: "asked" });
  const { rows } = await extension.shop.pool.query("SELECT DISTINCT shop_id FROM inbox_event");
  expect(rows).toHaveLength(1);
});
