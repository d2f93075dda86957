import { createHash, createHmac } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { listenOnLoopback } from "../../../core-proxy.ts";
import { createShopwareSeller } from "./create-shopware-seller.ts";
import { openShopwareSite } from "./open-shopware-site.ts";

const APP_SECRET = "a".repeat(48);
const SHOP_SECRET = "s".repeat(48);

/** A bridge that believes whoever registers, and takes every message. */
async function openShop() {
  const bodies: string[] = [];
  const bridge = await listenOnLoopback(async (incoming, answer) => {
    const url = new URL(incoming.url ?? "", "http://127.0.0.1");
    if (url.pathname !== "/shopware/register") {
      for await (const chunk of incoming) bodies.push(String(chunk));
      return void answer.writeHead(200).end();
    }
    const said = `${url.searchParams.get("shop-id")}${url.searchParams.get("shop-url")}KarlaDelivery`;
    const proof = createHmac("sha256", APP_SECRET).update(said).digest("hex");
    answer.end(JSON.stringify({ proof, secret: SHOP_SECRET, confirmation_url: `${bridge.url}/shopware/confirm` }));
  });
  const receivers = [{ name: "bridge", url: bridge.url }];
  const { site, served } = await openShopwareSite({ appSecret: APP_SECRET, receivers, name: "test" });
  onTestFinished(async () => {
    await served.close();
    await bridge.close();
  });
  return createShopwareSeller({ site, served, receivers }, { domain: site.shopId(), slug: "test" });
}

test("what a message tells has happened in the shop when it is signed, and not before", async () => {
  const shop = await openShop();
  const [life] = shop.sell({ seed: 7, orders: 1, happens: ["update", "fulfil", "cancel"] });
  const first = (tells: string) => life?.messages.find((message) => message.tells === tells);
  const version = () => shop.site.orders()[0]?.booked.version;
  expect([version(), first("placed")?.version, first("cancelled")?.version]).toEqual([undefined, 1, 4]);
  first("placed")?.sign();
  expect(version()).toBe(1);
  first("shipped")?.sign();
  expect(version()).toBe(3);
  first("changed")?.sign();
  expect(version()).toBe(3);
});

test("each try is stamped and signed anew, and acknowledged under its event and its bytes", async () => {
  const shop = await openShop();
  const [message] = shop.sell({ seed: 7, orders: 1 }).flatMap(({ messages }) => messages);
  const [now, later] = [message?.sign(), message?.sign(60_000)];
  if (!message || !now || !later) throw new Error("a message is needed");
  expect(JSON.parse(later.body).timestamp - JSON.parse(now.body).timestamp).toBeGreaterThanOrEqual(59);
  const { eventId } = JSON.parse(now.body).source;
  expect(now.key).toBe(createHash("sha256").update(`${eventId}\n${now.body}`).digest("hex"));
  expect(now.headers["shopware-shop-signature"]).toBe(createHmac("sha256", SHOP_SECRET).update(now.body).digest("hex"));
  expect(JSON.parse(message.twin().sign()?.body ?? "").source.eventId).not.toBe(eventId);
  expect(await shop.deliver(now)).toBe(200);
  expect(shop.acknowledged()).toEqual([now.key]);
});

test("what the shop has switched off does not leave it", async () => {
  const shop = await openShop();
  const [message] = shop.sell({ seed: 7, orders: 1 }).flatMap(({ messages }) => messages);
  for (const webhook of shop.site.app()?.webhooks ?? []) webhook.active = false;
  expect(message?.sign()).toBeNull();
});
