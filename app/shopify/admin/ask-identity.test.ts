import { expect, test } from "vitest";
import { createAskIdentity } from "./ask-identity.ts";

const DOMAIN = "tea.myshopify.com";
const ID = "gid://shopify/Shop/1";
const session = { shop: DOMAIN, accessToken: "token" };

/** A shop that answers this, and what was said of it to the log. */
function stand(answer: () => Promise<Response>) {
  const failed: string[] = [];
  const ask = createAskIdentity({
    sandboxOrigin: null,
    fetch: answer,
    now: () => 0,
    onError: ({ kind }) => failed.push(kind),
  });
  return { ask, failed };
}
const calling = (myshopifyDomain: string) => async () =>
  Response.json({ data: { shop: { id: ID, myshopifyDomain } } }, { headers: { "X-Shopify-API-Version": "2026-10" } });

test.each([
  ["tea-and-more.myshopify.com", "tea-and-more.myshopify.com"],
  [DOMAIN, DOMAIN],
  ["Tea.myshopify.com", DOMAIN],
  ["evil.com#.myshopify.com", DOMAIN],
])("a shop that calls itself %s is taken for its id, named %s", async (said, named) => {
  const { ask, failed } = stand(calling(said));
  expect(await ask(session)).toEqual({ platformId: ID, domain: DOMAIN, named });
  expect(failed).toEqual([]);
});

test.each([
  ["takes the token no more", async () => new Response("", { status: 401 })],
  ["is not there", async () => new Response("", { status: 404 })],
  ["breaks the connection off", () => Promise.reject(new TypeError("terminated"))],
])("a shop that %s does not say which one it is, and nobody is kept waiting", async (_, answer) => {
  const { ask, failed } = stand(answer);
  expect(await ask(session)).toBeNull();
  expect(failed).toHaveLength(1);
});

test("without a token nobody is asked", async () => {
  const { ask } = stand(() => Promise.reject(new Error("it was asked")));
  expect(await ask({ shop: DOMAIN })).toBeNull();
});
