import { z } from "zod";
import { checkShopUrl } from "../shop-url/check-shop-url.ts";
import type { ShopUrlRules } from "../shop-url/guard-url.ts";
import { isFresh } from "../signature/is-fresh.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { isShopId } from "./shop-id.ts";

const LIFECYCLE_EVENTS = ["app.installed", "app.updated", "app.activated", "app.deactivated", "app.deleted"] as const;

/** PHP writes an empty payload as `[]`; of the others one key is of interest, and only newer cores send it. */
const Body = z.object({
  data: z.object({
    event: z.enum(LIFECYCLE_EVENTS),
    payload: z.union([z.array(z.unknown()), z.object({ keepUserData: z.unknown().optional() })]).optional(),
  }),
  source: z.object({ shopId: z.string().refine(isShopId), url: z.string() }),
  timestamp: z.number().int(),
});

export interface LifecycleRequest {
  readonly body: Uint8Array;
  readonly signature: string | undefined;
  /** The event that the URL names; it has to be the signed one. */
  readonly event: string;
  readonly shopwareVersion: string | null;
}

/** An `app.*` webhook that is not verified yet: the secret that signs it is found by the shop id in its body. */
export interface Lifecycle {
  readonly outcome: "read";
  readonly event: (typeof LIFECYCLE_EVENTS)[number];
  readonly shopId: string;
  readonly url: string | null;
  /** False only when the shop says so in so many words. */
  readonly keepUserData: boolean;
  readonly body: Uint8Array;
  readonly signature: string | undefined;
  readonly shopwareVersion: string | null;
}

export function readLifecycle(
  { body, signature, event, shopwareVersion }: LifecycleRequest,
  { rules, now }: { rules: ShopUrlRules; now: number },
): Lifecycle | Refusal {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return refuse(400, "unreadable_body");
  }
  const { success, data: read } = Body.safeParse(json);
  if (!success) return refuse(400, "unreadable_body");
  const { data, source, timestamp } = read;
  if (data.event !== event) return refuse(400, "other_event");
  if (!isFresh(String(timestamp), now)) return refuse(401, "stale_timestamp");
  const checked = checkShopUrl(source.url, rules);
  return {
    outcome: "read",
    event: data.event,
    shopId: source.shopId,
    url: checked.outcome === "usable" ? checked.url : null,
    keepUserData: !(data.payload && "keepUserData" in data.payload && data.payload.keepUserData === false),
    body,
    signature,
    shopwareVersion,
  };
}
