import type { ShopId } from "../ids.ts";

/** What Karla takes for a secret (docs: 16 to 64 characters). A shorter one is guessed, an empty one is everybody's. */
export const WEBHOOK_SECRET = /^[\x21-\x7e]{16,64}$/;

/** Where the core sends one shop's events, and what it signs them with. */
export interface KarlaWebhook {
  shopId: ShopId;
  /** Last part of the path, a UUID of ours. */
  id: string;
  /** Of the shop at the core: its events come here, and no other's. */
  slug: string;
  secret: string;
  /** Since when another one takes its place (milliseconds since the epoch); what comes here is still taken. Missing: it is in use. */
  retiredAt?: number;
}

export interface KarlaWebhooks {
  /** By the path's last part alone: nothing else is known of a request before it is verified. */
  find(id: string): Promise<KarlaWebhook | null>;
  of(shopId: ShopId): Promise<KarlaWebhook[]>;
  /** Keeps a new one, or another secret of one that is kept. A secret that Karla would not take is refused (RangeError). */
  keep(webhook: KarlaWebhook): Promise<void>;
  /** Those of the shop that are in use are replaced: with secrets that nobody has seen. */
  retire(shopId: ShopId): Promise<void>;
  forget(webhook: Pick<KarlaWebhook, "shopId" | "id">): Promise<void>;
}
