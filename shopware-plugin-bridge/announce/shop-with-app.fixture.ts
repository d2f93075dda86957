import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fillBooks } from "@karla/sandbox/fill-books";
import { readManifest } from "@karla/sandbox/read-manifest";
import { createShopwareShop } from "@karla/sandbox/shopware-shop";
import { shopIdOf } from "@karla/sync/ids";
import { createShopTokens } from "../admin/shop-tokens.ts";
import { APP_SECRET, START, startRegistration } from "../registration/registered-shop.fixture.ts";
import { local } from "../shop-url/played-shop.fixture.ts";

const BRIDGE = "https://bridge.example.com";

function appFile(path: string): string {
  const text = readFileSync(fileURLToPath(new URL(`../shopware-app/${path}`, import.meta.url)), "utf8");
  const values = { URL: BRIDGE, NAME: "KarlaDelivery", SECRET: APP_SECRET, VERSION: "1.0.0" };
  return Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`__APP_${name}__`, value), text);
}

/** Our app as a shop reads it. */
export const APP = readManifest({ manifest: appFile("manifest.xml"), flow: appFile("Resources/flow.xml") });

const closing: (() => Promise<void>)[] = [];

export async function closeShopsWithApp(): Promise<void> {
  for (const close of closing.splice(0)) await close();
}

/** A stand-in shop that has installed our app and sold something, and all that it takes to call it. */
export async function shopWithApp({ app = APP, timeoutMs = 5_000 } = {}) {
  const clock = { at: START, now: () => clock.at };
  const bridge = startRegistration({ rules: { allowLoopback: true }, clock });
  const told: string[] = [];
  const shop = createShopwareShop({
    seed: 1,
    now: clock.now,
    sleep: async () => {},
    async fetch(input, init) {
      const url = String(input);
      if (url.includes("/shopware/")) return bridge.app.request(url, init);
      told.push(String(init?.body ?? ""));
      return new Response(null, { status: 204 });
    },
  });
  const { close } = await shop.listen();
  closing.push(close);
  await shop.registerApp(app);
  const { entries } = fillBooks({ seed: 3, orders: 40, shopDomain: "shop.example.com" });
  shop.enter(entries.flatMap(({ history }) => history));
  const orderOf = (isGuest: boolean): string => {
    const found = shop.orders().find(({ booked }) => (booked.customer === null) === isGuest);
    if (found === undefined) throw new Error("the books have no such order");
    return shop.idOf(found.booked);
  };
  const fetch = local({ timeoutMs });
  return {
    shop,
    clock,
    close,
    orderOf,
    shopId: shopIdOf("shopware", shop.shopId()),
    /** What the shop sent of its orders. */
    told,
    /** How often the shop was asked this. */
    asked: (method: string, path: string) =>
      shop.journal.requests().filter((request) => request.method === method && request.path.startsWith(path)).length,
    deps: {
      fetch,
      tokens: createShopTokens({ fetch, clock }),
      sleep: async () => {},
      installationOf: async () => bridge.installations.get(shop.shopId()) ?? null,
      depositLineTypeOf: async () => null,
      clock,
    },
  };
}
