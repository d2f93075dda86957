import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const FOLDER = fileURLToPath(new URL("../../test/contract/shopware/", import.meta.url));

const read = (path: string): unknown => JSON.parse(readFileSync(`${FOLDER}${path}`, "utf8"));

const Vector = z.object({ kind: z.string(), message: z.string(), secret: z.string(), expected: z.string() });

/** Digests that Shopware's SDKs and others have published (NOTICE). */
export const published = z
  .object({ hmacSha256Hex: z.array(Vector), jwt: z.object({ token: z.string(), secret: z.string() }) })
  .parse(read("known-answer-vectors.json"));

const Golden = z.object({
  appSecret: z.string(),
  shopSecret: z.string(),
  newShopSecret: z.string(),
  appName: z.string(),
  cases: z.array(
    z.object({
      shopUrl: z.string(),
      registration: z.object({
        url: z.string(),
        "shopware-app-signature": z.string(),
        "shopware-shop-signature": z.string(),
        proof: z.string(),
      }),
      registrationUrlWithOwnQuery: z.object({ url: z.string(), "shopware-app-signature": z.string() }),
      module: z.object({ url: z.string() }),
      confirmation: z.object({
        body: z.string(),
        "shopware-shop-signature": z.string(),
        "shopware-shop-signature-previous": z.string(),
      }),
    }),
  ),
  webhook: z.object({ body: z.string(), "shopware-shop-signature": z.string() }),
});

/** Requests that PHP and Guzzle made for eight shop URLs (NOTICE). */
export const golden = Golden.parse(read("golden-signatures.php-guzzle.json"));

const Captured = z.object({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  received_at: z.string(),
  secret: z.object({ app: z.string().optional(), shop: z.string().optional() }),
});

/** A request of a real Shopware 6.6.7.1, e.g. `captured("lifecycle/install.1-register")`. */
export function captured(name: string): z.infer<typeof Captured> {
  return Captured.parse(read(`real-6.6.7.1/${name}.json`));
}

/** One captured webhook for each event. */
export const capturedEvents = globSync(`${FOLDER}real-6.6.7.1/webhooks/*.json`)
  .map((path) => basename(path, ".json"))
  .sort();

const Modules = z.object({
  secret: z.object({ shop: z.string() }),
  answer: z.object({ modules: z.array(z.object({ modules: z.array(z.object({ source: z.string() })) })) }),
});

/** The signed address of the app's page, as the administration got it. */
export function capturedModule(): { url: string; secret: string } {
  const { secret, answer } = Modules.parse(read("real-6.6.7.1/module/modules.json"));
  return { url: answer.modules[0]?.modules[0]?.source ?? "", secret: secret.shop };
}

/** What follows the `?`, as it stands. */
export function rawQueryOf(url: string): string {
  return url.slice(url.indexOf("?") + 1);
}
