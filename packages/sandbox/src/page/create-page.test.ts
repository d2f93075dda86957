import { describe, expect, it } from "vitest";
import type { HeldOrder } from "../live/core-reader.ts";
import { matchOf, parcelNumbers } from "../live/match.ts";
import type { BookedOrder } from "../shopify/booked-order.ts";
import { fillBooks } from "../shopify/fill-books.ts";
import type { Kind } from "../shopify/kinds.ts";
import { createPage } from "./create-page.ts";

const { entries } = fillBooks({ seed: 4, orders: 80, shopDomain: "sandbox-shop.myshopify.com" });

function one(kind: Kind): BookedOrder {
  const found = entries.find(({ order }) => order.kinds.includes(kind));
  if (found === undefined) throw new Error(`no ${kind}`);
  return found.order;
}

function page(orders: BookedOrder[], held: Map<string, HeldOrder> = new Map(), coreAnswers = true) {
  return createPage({
    platform: "shopify",
    nonce: () => "bm9uY2U=",
    shown: () => ({
      orders: orders.map((order) => ({
        name: order.name,
        kind: order.kinds[0] ?? "plain",
        total: order.totals.total,
        currency: order.currency,
        parcels: parcelNumbers(order).length,
        match: matchOf(order, held.get(order.id) ?? null),
      })),
      counts: { events: 1234, acknowledged: 1200, orders: 80, inCore: 70 },
      coreAnswers,
    }),
  });
}

describe("the sandbox's page", () => {
  it("shows an order as in the core only when its newest version and all its parcels are there", async () => {
    const order = one("several_parcels");
    const [, ...others] = parcelNumbers(order);
    const states = [
      { version: order.version, total: null, trackingNumbers: parcelNumbers(order) },
      { version: order.version, total: null, trackingNumbers: others },
      { version: order.version - 1, total: null, trackingNumbers: parcelNumbers(order) },
    ].map(async (held) => (await page([order], new Map([[order.id, held]])).request("/overview.json")).json());
    expect(await Promise.all(states)).toMatchObject(
      ["In the core", "On its way", "On its way"].map((stateText) => ({ rows: [{ stateText }] })),
    );
  });

  it("says why an order is not sent", async () => {
    const answer = await page([one("test_order"), one("pickup"), one("missing_zip")]).request("/", {
      headers: { "accept-language": "de-AT,de;q=0.9,en;q=0.5" },
    });
    const html = await answer.text();
    expect(html).toContain("Nicht gesendet: Testbestellung");
    expect(html).toContain("Nicht gesendet: keine Lieferadresse");
    expect(html).toContain("Nicht gesendet: keine Postleitzahl");
    expect(html).toContain('<html lang="de">');
  });

  it("lets in its own script and style only, and reloads itself where there is no script", async () => {
    const answer = await page([]).request("/");
    expect(answer.headers.get("content-security-policy")).toContain("script-src 'nonce-bm9uY2U='");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await answer.text()).toContain('<noscript><meta http-equiv="refresh" content="3"></noscript>');
  });

  it("gives every part that its script looks for an id of its own", async () => {
    const html = await (await page([one("plain")]).request("/")).text();
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/byId\("([^"]+)"\)/g)) expect(ids).toContain(id);
  });

  it("writes what an order contains as text, never as HTML", async () => {
    const html = await (await page([{ ...one("plain"), name: '#1<script>"' }]).request("/")).text();
    expect(html).toContain("#1&lt;script&gt;&quot;");
    expect(html).not.toContain("#1<script>");
  });

  it("says so when the core does not answer", async () => {
    expect(await (await page([], new Map(), false).request("/overview.json")).json()).toMatchObject({
      notice: "The core does not answer at the moment.",
      counters: { events: "1,234" },
    });
  });
});
