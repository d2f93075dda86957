import type { Installation } from "./installation.ts";
import type { Lifecycle } from "./read-lifecycle.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { verifyShop } from "./verify-shop.ts";

/** When to erase what we hold of a shop: at once because the merchant said so, or after the days that we keep it. */
export type Purge = "now" | "later";

export type LifecycleDecision =
  | { outcome: "changed"; installation: Installation }
  | { outcome: "unchanged" }
  | { outcome: "deleted"; installation: Installation; purge: Purge }
  | Refusal;

/** What an `app.*` webhook changes. Each may come twice. */
export function decideLifecycle(
  lifecycle: Lifecycle,
  installation: Installation | null,
  now: number,
): LifecycleDecision {
  const { event, body, signature, url, shopwareVersion } = lifecycle;
  if (installation !== null && event === "app.deleted") return decideDeletion(lifecycle, installation, now);
  const verdict = verifyShop({ messages: [body], signature, url }, installation, now);
  if (verdict.outcome === "refused") return verdict;
  if (installation === null) return refuse(401, "unknown_shop");
  const active = event === "app.activated" || (installation.active && event !== "app.deactivated");
  const version = shopwareVersion ?? installation.shopwareVersion;
  return active === installation.active && version === installation.shopwareVersion
    ? { outcome: "unchanged" }
    : { outcome: "changed", installation: { ...installation, active, shopwareVersion: version } };
}

/**
 * Only the secret of today ends an installation: what was signed before the last registration is about the one before. The
 * secret stays, so that nobody else can come back as this shop.
 */
function decideDeletion({ body, signature, url, keepUserData }: Lifecycle, installation: Installation, now: number) {
  const { deletedAt } = installation;
  const verdict = verifyShop({ messages: [body], signature, url }, { ...installation, deletedAt: null }, now);
  if (verdict.outcome === "refused") return verdict;
  if (verdict.signedWith === "previous") return refuse(401, "late_signature");
  return {
    outcome: "deleted" as const,
    purge: keepUserData ? ("later" as const) : ("now" as const),
    installation: {
      ...installation,
      pending: null,
      move: null,
      previousSecret: null,
      clientId: null,
      clientSecret: null,
      active: false,
      deletedAt: deletedAt ?? now,
    },
  };
}
