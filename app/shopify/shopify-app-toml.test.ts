import { readFileSync } from "node:fs";
import { DEFAULT_SCOPES, OPTIONAL_SCOPES } from "@karla/sandbox/admin-api";
import { metadataForWebhook } from "shopify-webhook-schemas";
import { expect, test } from "vitest";
import { SCOPE_OF_OWNER } from "../components/scopes-needed.ts";
import { PROXY_PATH } from "../proxy/proxy-listener.ts";
import { USUAL_PREFIX } from "../proxy/track-page-url.ts";
import { WRITE_SCOPES } from "./announce/write-where-allowed.ts";
import { SHOPIFY_TOPICS } from "./topics.ts";

const COMPLIANCE = ["customers/data_request", "customers/redact", "shop/redact"];
const toml = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8").replace(/^\s*#.*$/gm, "");
const subscriptions = toml.split("[[webhooks.subscriptions]]").slice(1);
const scopes = /^scopes = "([^"]+)"/m.exec(toml)?.[1]?.split(",");
const optionalScopes = stringsIn(toml, "optional_scopes");
const version = /api_version = "([^"]+)"/.exec(toml)?.[1] ?? "";

/** The strings in the list of that name. */
function stringsIn(text: string, name: string): string[] {
  const list = new RegExp(`^${name} = \\[([^\\]]*)\\]`, "m").exec(text)?.[1] ?? "";
  return [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
}

/** The same, in all subscriptions. */
function listed(name: string): string[] {
  return subscriptions.flatMap((subscription) => stringsIn(subscription, name));
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

test("the scopes are those that the topics, what is written to orders and the tracking page need, and no more", () => {
  const needed = [...SHOPIFY_TOPICS.keys()].flatMap((topic) => {
    const first: unknown = metadataForWebhook(version, topic)?.access_scopes?.[0];
    return typeof first === "string" ? [`read_${first}`] : [];
  });
  expect(new Set(scopes)).toEqual(new Set([...needed, ...WRITE_SCOPES, "write_app_proxy"]));
});

test("the metafield that is written to orders is declared, as the link that it is, and no storefront shows it", () => {
  const declared = toml.split("[order.metafields.app.tracking_page]")[1]?.split(/^\[/m)[0];
  expect(declared).toMatch(/^type = "url"$/m);
  expect(declared).toMatch(/^access\.storefront = "none"$/m);
});

test("the tracking page is where Karla has it, /apps/karla/track, and its requests go to the app", () => {
  const [, proxy = ""] = toml.split("[app_proxy]");
  const values = Object.fromEntries([...proxy.matchAll(/^(\w+) = "([^"]*)"$/gm)].map((match) => [match[1], match[2]]));
  const origin = /^application_url = "([^"]+)"/m.exec(toml)?.[1];
  expect(values).toEqual({ url: `${origin}${PROXY_PATH.slice(0, -1)}`, prefix: "apps", subpath: "karla" });
  expect(`/${values.prefix}/${values.subpath}`).toBe(USUAL_PREFIX);
});

test("the optional scopes are those that reading metafields takes, and none that every installation has", () => {
  const needed = Object.values(SCOPE_OF_OWNER).filter((scope) => scope !== null);
  expect(new Set(optionalScopes)).toEqual(new Set(needed));
  expect(optionalScopes.filter((scope) => scopes?.includes(scope))).toEqual([]);
});

test("the sandbox's shops grant the same scopes", () => {
  expect([scopes, optionalScopes]).toEqual([DEFAULT_SCOPES, OPTIONAL_SCOPES]);
});
