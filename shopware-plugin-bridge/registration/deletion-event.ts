import { erasureEvent } from "@karla/sync/erasure-request";
import { shopIdOf } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import type { Purge } from "./decide-lifecycle.ts";
import type { Installation } from "./installation.ts";

/** Merchants take an app out and put it in again: what is kept of the shop is there for so long. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

/** Has the shop erased, unless it has the app again by then. Each deletion asks once. */
export function deletionEvent(
  { shopId, deletedAt }: Pick<Installation, "shopId" | "deletedAt">,
  purge: Purge,
): ReceivedEvent {
  const keptUntil = purge === "now" || deletedAt === null ? null : deletedAt + KEPT_MS;
  return erasureEvent({
    shopId: shopIdOf("shopware", shopId),
    platform: "shopware",
    topic: "lifecycle/app.deleted",
    key: String(deletedAt),
    request: { kind: "shop", keptUntil },
  });
}
