import { setTimeout as sleep } from "node:timers/promises";
import type { AppManifest } from "@karla/sandbox/shopware-manifest";
import { createReplayedShop, type ReplayedShop } from "@karla/sandbox/shopware-replay";

/** As long as the bridge makes a network address wait that registers too often. */
const PATIENCE_MS = 120_000;
const AGAIN_MS = 3_000;

/** A shop that listens, and has registered with the bridge by its own signed handshake. */
export async function openShop(
  manifest: AppManifest,
  { seed, now, signal }: { seed: number; now: () => number; signal: AbortSignal },
): Promise<ReplayedShop & { close(): Promise<void> }> {
  const shop = createReplayedShop({ seed, now, sleep: (ms) => sleep(ms), fetch });
  const { close } = await shop.listen();
  for (const until = now() + PATIENCE_MS; ; await sleep(AGAIN_MS)) {
    signal.throwIfAborted();
    const shaken = await shop.register(manifest);
    if (shaken.outcome === "confirmed") return { ...shop, close };
    const isTooOften = shaken.outcome === "refused" && shaken.status === 429;
    if (isTooOften && now() < until) continue;
    await close();
    throw new Error(`The bridge did not take the shop: ${JSON.stringify({ ...shaken, secret: undefined })}`);
  }
}
