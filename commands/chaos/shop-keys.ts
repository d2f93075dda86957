import { randomBytes } from "node:crypto";
import type { JournalProxy } from "./journal-proxy.ts";
import type { Platform } from "./shop/platform.ts";
import type { Shop } from "./shop/selling-shop.ts";

type Settings = Readonly<Record<string, unknown>>;

/** The keys to the core of a lab's shops. */
export interface ShopKeys {
  /** Each gets a key of its own, and is connected with it and these settings. `beside`: the former one stays good. */
  give(shops: readonly Shop[], settings: Settings, options?: { beside: boolean }): Promise<void>;
  /** Another key, with the settings that the shop has. */
  giveAnother(shop: Shop, options?: { beside: boolean }): Promise<void>;
  /** The newest one alone opens the shop from now on. */
  endFormer(shop: Pick<Shop, "slug">): void;
  /** All of them, also as they go over the wire. */
  all(): readonly string[];
}

export interface ShopKeysSetup {
  platform: Pick<Platform, "name">;
  proxy: Pick<JournalProxy, "admit">;
  /** Tells the product, as its operator does. */
  connect(connections: readonly object[]): Promise<unknown>;
}

export function createShopKeys({ platform, proxy, connect }: ShopKeysSetup): ShopKeys {
  const keys: string[] = [];
  const settingsOf = new Map<string, Settings>();
  const newest = new Map<string, { slug: string; user: string; key: string }>();

  const self: ShopKeys = {
    async give(shops, settings, options) {
      const connections = shops.map((shop) => {
        const { slug } = shop;
        const [username, key] = [`of-${slug}`, randomBytes(24).toString("hex")];
        const admitted = { slug, user: username, key };
        proxy.admit(admitted, options);
        newest.set(slug, admitted);
        keys.push(key, Buffer.from(`${username}:${key}`).toString("base64"));
        settingsOf.set(slug, settings);
        return { ...shop, platform: platform.name, username, key, settings };
      });
      await connect(connections);
    },
    giveAnother: (shop, options) => self.give([shop], settingsOf.get(shop.slug) ?? {}, options),
    endFormer({ slug }) {
      const key = newest.get(slug);
      if (key !== undefined) proxy.admit(key);
    },
    all: () => keys,
  };
  return self;
}
