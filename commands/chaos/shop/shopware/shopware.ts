import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { idOfOrder } from "../../../proof/shopware/ids.ts";
import type { Lab } from "../../lab.ts";
import { until } from "../../until.ts";
import type { Platform } from "../platform.ts";
import { createShopwareSeller } from "./create-shopware-seller.ts";
import { openShopwareSite } from "./open-shopware-site.ts";
import type { ServedSite } from "./serve-site.ts";
import { SHOPWARE_CLOSURES } from "./shopware-closer.ts";
import { VERSION_MAPPING } from "./version-mapping.ts";

/** Whatever state an order or a delivery is in, as the books are judged. */
const SETTINGS = { orderStates: null, deliveryStates: null };
/** Without its guards a worker may never come to it, and few faults depend on it. */
const COMPARED_WITHIN_MS = 20_000;

/** What a worker does once the app is in a shop: it is compared for the first time. */
const COMPARED = `
SELECT count(DISTINCT s.domain)::int AS count FROM shop s
JOIN reconciliation r ON r.shop_id = s.shop_id AND r.finished_at IS NOT NULL
WHERE s.domain = ANY($1)`;

export const SHOPWARE: Platform = {
  name: "shopware",
  receiver: "shopware-plugin-bridge/main.ts",
  worker: "shopware-plugin-bridge/worker.ts",
  idOf: idOfOrder,
  closures: SHOPWARE_CLOSURES,
  async prepare() {
    const appSecret = randomBytes(24).toString("hex");
    const open: ServedSite[] = [];
    const secrets: (() => string[])[] = [];
    return {
      env: { SHOPWARE_APP_SECRETS: appSecret, KARLA_ALLOW_LOOPBACK_SHOPS: "1" },
      mayCall: [],
      async open(lab, slugs, receivers) {
        const sellers = await Promise.all(
          slugs.map(async (slug) => {
            const { site, served } = await openShopwareSite({ appSecret, receivers, name: slug });
            open.push(served);
            const earlier = site.app()?.secret ?? "";
            secrets.push(() => [earlier, site.app()?.secret ?? "", site.app()?.clientSecret ?? ""]);
            return createShopwareSeller({ site, served, receivers }, { slug, domain: site.shopId() });
          }),
        );
        await connectShopware(
          lab,
          sellers.map(({ shop }) => shop),
        );
        return sellers;
      },
      secrets: () => [appSecret, ...secrets.flatMap((own) => own())],
      close: async () => void (await Promise.all(open.map((served) => served.close()))),
    };
  },
  async visit({ dataDir, bridgeUrl }) {
    const appSecret = readFileSync(join(dataDir, "sandbox-shopware-app-secret"), "utf8").trim();
    const receivers = [{ name: "bridge", url: bridgeUrl }];
    const { site, served } = await openShopwareSite({ appSecret, receivers, name: "visitor" });
    const shop = createShopwareSeller({ site, served, receivers }, { slug: "visitor", domain: site.shopId() });
    return { shop, close: served.close };
  },
};

/** Connects shops that have the app, and waits for their first comparison. What is in them is not imported by that. */
export async function connectShopware(lab: Lab, shops: Parameters<Lab["connect"]>[0]): Promise<void> {
  const mapping = JSON.stringify(VERSION_MAPPING);
  const publish = ["mapping", "import", "--publish", "--platform", "shopware", "--file", "-"];
  await Promise.all([
    lab.connect(shops, SETTINGS),
    ...shops.map(({ domain }) => lab.karla([...publish, "--shop", domain], mapping)),
  ]);
  const domains = shops.map(({ domain }) => domain);
  await until(async () => {
    const { rows } = await lab.database.pool.query<{ count: number }>(COMPARED, [domains]);
    return rows[0]?.count === shops.length;
  }, COMPARED_WITHIN_MS);
}
