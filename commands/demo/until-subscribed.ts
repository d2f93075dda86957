import { setTimeout as sleep } from "node:timers/promises";
import { basicAuth } from "../proof/read-core.ts";
import type { Stack } from "../stack.ts";

const PATIENCE_MS = 60_000;
const LOOK_MS = 250;

/** Waits until the core has somebody to tell what happens to this shop's parcels: at so many addresses. */
export async function untilSubscribed(core: Stack["core"], slug: string, addresses = 1): Promise<void> {
  const headers = { Authorization: basicAuth(core.adminUser, core.adminKey) };
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(LOOK_MS)) {
    const response = await fetch(new URL(`/v1/shops/${slug}/webhooks`, core.url), { headers });
    const webhooks: unknown = response.ok ? await response.json() : null;
    if (Array.isArray(webhooks) && webhooks.length >= addresses) return;
  }
  throw new Error(`Nobody asked the core to be told of ${slug}'s parcels.`);
}
