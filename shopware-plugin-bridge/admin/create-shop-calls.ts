import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { Installations } from "../registration/installation.ts";
import { createShopFetch } from "../shop-url/create-shop-fetch.ts";
import type { ShopUrlRules } from "../shop-url/guard-url.ts";
import type { ShopClientDeps } from "./shop-client.ts";
import { createShopTokens } from "./shop-tokens.ts";

interface ShopCallsDeps {
  rules: ShopUrlRules;
  /** The longest a call of a shop can take. */
  timeoutMs: number;
  installations: Pick<Installations, "find">;
  /** The id by which the shop names itself, null for one that is not known. */
  domainOf: (shopId: ShopId) => Promise<string | null>;
  clock: Clock;
}

/** What a process calls the Admin API of shops with: one token for each shop, whoever asks. */
export function createShopCalls({ rules, timeoutMs, installations, domainOf, clock }: ShopCallsDeps): ShopClientDeps {
  const fetch = createShopFetch({ ...rules, timeoutMs });
  return {
    fetch,
    tokens: createShopTokens({ fetch, clock }),
    sleep: (ms) => wait(ms),
    async installationOf(shopId) {
      const name = await domainOf(shopId);
      return name === null ? null : installations.find(name);
    },
  };
}
