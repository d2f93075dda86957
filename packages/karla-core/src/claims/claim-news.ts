import { CATALOGUE } from "../events/catalogue.ts";
import type { EventGroup } from "../events/event-groups.ts";
import type { ClaimDetail } from "./claim-detail.ts";

/** That a claim was made or changed, as it stands in a webhook: its ref is `claims/{action}`. */
export interface ClaimNews {
  readonly source: "claims";
  readonly action: "created" | "updated";
  readonly at: Date;
  readonly groups: readonly EventGroup[];
  readonly claim: ClaimDetail;
}

export function claimNews(action: "created" | "updated", claim: ClaimDetail, at: Date): ClaimNews {
  const group = CATALOGUE.get(action === "created" ? "CLAIM_CREATED" : "CLAIM_UPDATED")?.group ?? null;
  return { source: "claims", action, at, groups: group === null ? [] : [group], claim };
}

/**
 * `ClaimEventData`. Links go into mails and tickets of others, so only those are told that a browser follows safely: https, and
 * pictures of our own. `optional_image_urls` has no field in the API.
 */
export function claimEventData({ action, claim }: ClaimNews, group: EventGroup, publicUrl: string) {
  const safe = (url: string) => isHttps(url) || url.startsWith(`${new URL(publicUrl).origin}/images/`);
  const signature = claim.customer_signature_image_url;
  return {
    claim_id: claim.uuid,
    event_name: action,
    event_group: group,
    created_at: claim.created_at,
    updated_at: claim.updated_at,
    resolution_preference: claim.resolution_preference,
    reason: claim.reason,
    status: claim.status,
    description: claim.description,
    customer_signature_image_url: signature !== null && safe(signature) ? signature : null,
    selected_items: claim.selected_items.map((item) => ({ ...item, image_urls: item.image_urls.filter(safe) })),
    image_urls: claim.image_urls.filter(safe),
    optional_image_urls: [],
  };
}

function isHttps(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === "https:" && username === "" && password === "";
}
