import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildApp } from "../../../build-app.ts";
import { startShopAdmins } from "../../../demo/shop-admins.ts";
import type { Closure, Platform, StandWish } from "../platform.ts";
import { type ClientSecrets, createClientSecrets } from "./client-secrets.ts";
import { createShopifyShop } from "./create-shopify-shop.ts";
import { SHOPIFY_CLOSURES } from "./shopify-closures.ts";

/** The shop that `npm start` has. */
const SANDBOX_SHOP = { domain: "sandbox-shop.myshopify.com", slug: "sandbox-shop" };
/** One request is enough to know, and one in five minutes to see that nothing has changed. */
const CLOSED: Omit<Closure, "name"> = { tries: 1, probe: { everyMs: 5 * 60_000, requests: 1 } };

export const SHOPIFY: Platform = {
  name: "shopify",
  receiver: "app/main.ts",
  worker: "app/worker.ts",
  idOf: ({ id }) => id,
  closures: SHOPIFY_CLOSURES.map((status) => ({ name: String(status), ...CLOSED })),
  async prepare({ installed, say }) {
    const secrets = createClientSecrets();
    const admins = installed === undefined ? null : await openAdmins(installed, { secrets, say });
    return {
      env: { SHOPIFY_API_SECRET: secrets.signing(), ...admins?.env },
      mayCall: admins === null ? [] : [admins.port],
      async open(lab, slugs, receivers) {
        const shops = slugs.map((slug) => ({ slug, domain: domainOf(slug) }));
        await lab.connect(shops, {});
        for (const { domain } of shops) await admins?.openApp(domain, receivers[0]?.url ?? "");
        return shops.map((shop) => createShopifyShop({ secrets, receivers, dataDir: lab.dataDir, admins }, shop));
      },
      secrets: () => [...secrets.all()],
      close: async () => admins?.close(),
    };
  },
  async visit({ dataDir, receiverUrl }) {
    const secrets = createClientSecrets(readFileSync(join(dataDir, "sandbox-shopify-secret"), "utf8").trim());
    const receivers = [{ name: "receiver", url: receiverUrl }];
    return { shop: createShopifyShop({ secrets, receivers, dataDir }, SANDBOX_SHOP), close: async () => {} };
  },
};

async function openAdmins(
  { slugs, plan }: NonNullable<StandWish["installed"]>,
  { secrets, say }: { secrets: ClientSecrets } & Pick<StandWish, "say">,
) {
  await buildApp(say);
  return startShopAdmins({ domains: slugs.map(domainOf), secret: secrets.signing(), goodSecrets: secrets.good, plan });
}

function domainOf(slug: string): string {
  return `${slug}.myshopify.com`;
}
