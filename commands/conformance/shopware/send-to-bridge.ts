import type { ReplayedShop } from "@karla/sandbox/shopware-replay";
import { writeSource } from "./write-source.ts";

export interface RecordedWebhook {
  /** The text as it was recorded. */
  body: string;
  /** Names lower-case. */
  headers: Readonly<Record<string, string>>;
}

/** Shopware gives an answer five seconds; a loaded machine may need more, and that is not what is judged here. */
const TIMEOUT_MS = 30_000;
/** Made anew with each request. */
const OF_THE_REQUEST: ReadonlySet<string> = new Set([
  "shopware-shop-signature",
  "content-length",
  "host",
  "connection",
]);

/** Sends a recorded webhook as this shop, signed with its secret. Gives the answer's status, 0 where there was none. */
export async function sendToBridge(
  { body, headers }: RecordedWebhook,
  { shop, url, now }: { shop: ReplayedShop; url: string; now: () => number },
): Promise<number> {
  const timestamp = Math.floor(now() / 1000);
  const text = writeSource(body, { url: shop.url(), shopId: shop.shopId(), timestamp });
  const recorded = Object.entries(headers).filter(([name]) => !OF_THE_REQUEST.has(name));
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "GuzzleHttp/7",
        ...Object.fromEntries(recorded),
        "shopware-shop-signature": shop.sign(text),
      },
      body: text,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
