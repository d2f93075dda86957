import { hexId } from "@karla/sandbox/hex-id";
import { shopIdOf } from "@karla/sync/ids";
import { describe, expect, test } from "vitest";
import { testShop } from "../../packages/sandbox/src/shopware/shopware.fixture.ts";
import type { Installation } from "../registration/installation.ts";
import { createShopChoices } from "./create-shop-choices.ts";
import { createShopTokens } from "./shop-tokens.ts";

const EVERY_ORDER_STATE = ["open", "in_progress", "completed", "cancelled"];

/** A shop on this machine, and what is asked of it, but for tokens. */
async function stand() {
  const { shop, clock } = await testShop();
  const asked: string[] = [];
  const answers: { [path: string]: object } = {};
  const fetch = async (url: string, init: object = {}) => {
    const path = new URL(url).pathname.replace(/^.*\/api\//, "");
    if (!path.startsWith("oauth")) asked.push(path);
    const instead = answers[path];
    if (instead !== undefined) return Response.json(instead);
    return shop.fetch(new Request(url, init));
  };
  const { clientId, clientSecret } = shop.app() ?? { clientId: "", clientSecret: "" };
  const installation: Installation = {
    shopId: shop.shopId(),
    url: shop.url(),
    secret: "s",
    previousSecret: null,
    rotatedAt: null,
    pending: null,
    move: null,
    clientId,
    clientSecret,
    signsTwice: false,
    active: true,
    shopwareVersion: null,
    deletedAt: null,
    version: 1,
  };
  const tokens = createShopTokens({ fetch, clock: { now: () => clock.now } });
  const choices = createShopChoices({ fetch, tokens, sleep: async () => {}, installationOf: async () => installation });
  const shopId = shopIdOf("shopware", shop.shopId());
  return {
    shop,
    asked,
    answers,
    states: (language = "de") => choices.states(shopId, language),
    channels: (language = "de") => choices.channels(shopId, language),
  };
}

describe("the states of a shop", () => {
  test("are called as in the language of who asks, with one search beside that for the language", async () => {
    const { states, asked } = await stand();
    const named = async (language: string) => (await states(language)).orders.map(({ name }) => name);
    expect(await named("de")).toEqual(["Offen", "In Bearbeitung", "Abgeschlossen", "Abgebrochen"]);
    expect(asked).toEqual(["search/language", "search/state-machine-state"]);
    expect(await named("en")).toEqual(["Open", "In progress", "Done", "Cancelled"]);
    // A language that the shop does not have is its own.
    expect(await named("fr")).toEqual(["Offen", "In Bearbeitung", "Abgeschlossen", "Abgebrochen"]);
    expect(await states()).toMatchObject({
      deliveries: [{ state: "open" }, { state: "shipped_partially" }, { state: "shipped" }, {}, {}, {}],
      notRead: null,
    });
  });

  test("of its own come after those of every shop, each with those of its kind", async () => {
    const { states, answers } = await stand();
    const own = (machine: string, technicalName: string) => ({
      technicalName,
      name: null,
      translated: { name: `Own: ${technicalName}` },
      stateMachine: { technicalName: machine },
    });
    const data = [own("order.state", "printed"), own("order_delivery.state", "at_the_door"), own("else.state", "x")];
    answers["search/state-machine-state"] = { total: 3, data };
    const { orders, deliveries } = await states();
    expect(orders.map(({ state }) => state)).toEqual([...EVERY_ORDER_STATE, "printed"]);
    expect(orders.map(({ name }) => name)).toEqual([null, null, null, null, "Own: printed"]);
    expect(deliveries.at(-1)).toEqual({ state: "at_the_door", name: "Own: at_the_door" });
  });
});

test("the sales channels are those in which something is ordered, with their types", async () => {
  const { channels, answers } = await stand();
  expect(await channels()).toEqual({
    channels: [
      { id: hexId("sales_channel", "Storefront"), name: "Storefront", kind: "storefront" },
      { id: hexId("sales_channel", "Telefonbestellung"), name: "Telefonbestellung", kind: "headless" },
    ],
    notRead: null,
  });
  answers["search/sales-channel"] = { total: 1, data: [{ id: "c1", name: "Messe", translated: [], typeId: "other" }] };
  expect((await channels()).channels).toEqual([{ id: "c1", name: "Messe", kind: "other" }]);
});

describe("a shop that does not say", () => {
  test.each([
    ["state_machine:read", ["language:read", "locale:read", "state_machine_state:read"]],
    ["language:read", ["state_machine:read", "state_machine_state:read"]],
  ])("for want of %s leaves the states of every shop, and the permission is named", async (permission, granted) => {
    const { shop, states } = await stand();
    shop.grant(granted);
    const { orders, notRead } = await states();
    expect(orders).toEqual(EVERY_ORDER_STATE.map((state) => ({ state, name: null })));
    expect(notRead).toEqual({ why: "permission_missing", permission });
  });

  test.each([
    ["does not answer", { kind: "status", status: 503 }],
    ["answers nonsense", { kind: "html" }],
  ] as const)("because it %s is no error", async (_, misbehaviour) => {
    const { shop, states, channels } = await stand();
    shop.misbehave(() => misbehaviour);
    expect((await states()).notRead).toEqual({ why: "unreachable" });
    expect(await channels()).toEqual({ channels: [], notRead: { why: "unreachable" } });
  });
});
