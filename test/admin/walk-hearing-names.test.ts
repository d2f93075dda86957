import { shopFacts } from "@karla/sandbox/shop-facts";
import { type ShopId, shopIdOf } from "@karla/sync/ids";
import type { ShopIdentity } from "@karla/sync/shop-names";
import { expect, test } from "vitest";
import { walkHearingNames } from "../../app/shopify/admin/walk-hearing-names.ts";
import { adminStand, SHOP, SHOP_ID } from "./admin-stand.ts";

const RENAMED = "renamed.myshopify.com";
const PLATFORM_ID = `gid://shopify/Shop/${shopFacts(SHOP).id}`;

/** The shop knows itself under `named`; of its names those in `known` are known to be its own. */
function stand(named: string, known: readonly string[]) {
  const { walk, deps } = adminStand(() => []);
  const settled: ShopIdentity[] = [];
  const renamed: typeof fetch = async (input, init) => {
    const response = await deps.fetch(input, init);
    const text = (await response.text()).replace(`"myshopifyDomain":"${SHOP}"`, `"myshopifyDomain":"${named}"`);
    return new Response(text, response);
  };
  const names = {
    isKnownAs: async (domain: string) => known.includes(domain),
    tenantNamed: async (_: "shopify" | "shopware", name: string): Promise<ShopId> =>
      known.includes(name) ? SHOP_ID : shopIdOf("shopify", name),
    settle: async (identity: ShopIdentity) => {
      settled.push(identity);
      return SHOP_ID;
    },
  };
  return { walk: walkHearingNames(walk, { ...deps, fetch: renamed, names }), settled };
}

test.each([
  ["that was not asked before", SHOP, []],
  ["that calls itself by another name", RENAMED, [SHOP]],
])("of a shop %s it is settled which one it is", async (_, named, known) => {
  const { walk, settled } = stand(named, known);
  expect(await walk.timeZone(SHOP_ID)).toBe("Europe/Berlin");
  expect(settled).toEqual([{ platformId: PLATFORM_ID, domain: SHOP, named }]);
});

test.each([
  [SHOP, [SHOP]],
  [RENAMED, [SHOP, RENAMED]],
  ["evil.com#.myshopify.com", [SHOP]],
])("of a shop that is known as %s nothing changes", async (named, known) => {
  const { walk, settled } = stand(named, known);
  await walk.timeZone(SHOP_ID);
  expect(settled).toEqual([]);
});
