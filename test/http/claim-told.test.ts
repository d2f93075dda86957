import { randomUUID } from "node:crypto";
import { createReceiver } from "@karla/receiver/receiver";
import { fillBooks } from "@karla/sandbox/fill-books";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKarlaVerifier } from "../../packages/runtime/src/karla-webhooks/create-karla-verifier.ts";
import { KARLA_ROUTE, webhookPathOf } from "../../packages/runtime/src/karla-webhooks/webhook-path.ts";
import { startShop } from "./running-shop.ts";
import { SHOP } from "./running-spine.ts";
import { type RunningStorefront, startStorefront } from "./running-storefront.ts";
import { filledIn, formIn, type SentField, sendForm } from "./sent-form.ts";

const SHOP_ID = shopIdOf("shopify", SHOP);
const SECRET = "a-secret-of-32-characters-or-more";
const startAt = Math.floor((Date.now() - 3_600_000) / 1_000) * 1_000;
const { entries, webhooks } = fillBooks({ seed: 5, orders: 30, shopDomain: SHOP, startAt });
const order = entries
  .map((entry) => entry.order)
  .find(({ fulfillments: [first, ...others], ...each }) => {
    const isSent = first?.status === "success" && first.trackingNumbers.length === 1 && others.length === 0;
    return isSent && each.deletedAt === null && each.cancelledAt === null && !each.test && each.shippingAddress?.zip;
  });

let shop: Awaited<ReturnType<typeof startShop>>;
let storefront: RunningStorefront;
let receiver: ReturnType<typeof createReceiver>;
beforeAll(async () => {
  shop = await startShop(() => entries.map((entry) => entry.order), { isTold: true });
  await shop.install();
  storefront = await startStorefront({ spine: shop });
  const clock = { now: Date.now };
  receiver = createReceiver({
    routes: new Map([[KARLA_ROUTE, createKarlaVerifier({ findWebhook: shop.store.karlaWebhooks.find, clock })]]),
    inbox: shop.store.inbox,
    clock,
    log: { debug() {}, info() {}, warn() {} },
    ready: async () => true,
  });
  const { url } = await receiver.listen(0, "127.0.0.1");
  const id = randomUUID();
  await shop.store.karlaWebhooks.keep({ shopId: SHOP_ID, id, slug: "spine", secret: SECRET });
  const webhook = { url: url + webhookPathOf(id), enabled_events: ["claims"], secret: SECRET, description: "test" };
  await shop.client().createWebhook(webhook);
});
afterAll(async () => {
  await receiver.stop();
  await storefront.stop();
  await shop.stop();
});

/** The core tells of what happened, and everything that follows from it is done. */
async function settle() {
  await shop.tellByCore();
  await shop.settled();
  shop.advance(5_000);
  await shop.settled();
}

test("a customer's report starts the shop's workflow, with the claim, its reason and the wish, once", async () => {
  if (order === undefined) throw new Error("the sandbox shop sent nothing");
  for (const { topic, body, orderId } of webhooks) if (orderId === order.id) await shop.send(topic, body);
  await shop.settled();
  const way = [
    ["orderNumber", order.name],
    ["zipCode", order.shippingAddress?.zip ?? ""],
    ["locale", "en"],
  ] as const;
  const form = formIn((await storefront.visit(way, { page: "resolve" })).text);
  const [parcel = ""] = form.parcels;
  const items = form.items.filter((key) => JSON.parse(key)[0] === parcel);
  const pieces = items.flatMap((key): SentField[] => [
    ["item", key],
    ["pieces", "1"],
  ]);
  const wishes: SentField[] = [
    ["parcel", parcel],
    ["reason", "partial_damage"],
    ["preference", "reorder"],
    ["description", "One cup is\nbroken."],
  ];
  const filled = filledIn(form.empty, [...pieces, ...wishes]);
  for (let n = 0; n < 2; n += 1) expect((await sendForm(storefront, filled)).text).toContain("We have your report");
  await settle();
  const triggers = shop.told.journal.triggers().filter(({ handle }) => handle === "karla-claim-created");
  expect(triggers).toMatchObject([
    {
      payload: {
        order_id: Number(order.id),
        Claim: expect.stringMatching(/^[0-9a-f-]{36}$/),
        Reason: "partial_damage",
        "Claim status": "pending",
        "Wanted resolution": "reorder",
        Description: "One cup is broken.",
        Pieces: items.length,
      },
    },
  ]);
});

test("a claim about no parcel is told to nobody, and is no problem", async () => {
  const before = shop.told.journal.triggers().length;
  const claim = { reason: "support" };
  const { url, slug, user, key } = shop.core;
  const made = await fetch(`${url}/v1/shops/${slug}/claims`, {
    method: "POST",
    headers: {
      Authorization: `Basic ${Buffer.from(`${user}:${key}`).toString("base64")}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify(claim),
  });
  expect(made.status).toBe(200);
  await settle();
  expect(shop.told.journal.triggers()).toHaveLength(before);
  const { rows } = await shop.pool.query(
    "SELECT state, reason FROM inbox_event WHERE source = 'karla' ORDER BY received_at",
  );
  expect(rows).toEqual([
    { state: "done", reason: null },
    { state: "done", reason: "claim_without_order" },
  ]);
});
