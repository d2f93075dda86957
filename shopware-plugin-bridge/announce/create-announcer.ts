import type { ShopId } from "@karla/sync/ids";
import { textOf } from "@karla/sync/json-fields";
import {
  type Announced,
  type Announcement,
  NO_SUCH_ORDER,
  NOBODY_LISTENS,
  type NotAnnounced,
  type ShopAnnouncer,
} from "@karla/sync/shop-announcer";
import type { Problems } from "@karla/sync/shops";
import { clientOfShop, type ShopClient, type ShopClientDeps } from "../admin/shop-client.ts";
import { beforehand, ShopError } from "../admin/shop-error.ts";
import { KARLA_FIELDS } from "../order/karla-fields.ts";
import type { ShopUrlRules } from "../shop-url/guard-url.ts";
import { flowEventOf } from "./flow-event-of.ts";
import { isTrackpageUrl } from "./is-trackpage-url.ts";
import { type AnnouncedOrder, readAnnouncedOrder } from "./read-announced-order.ts";
import { statusFieldsOf } from "./status-fields-of.ts";
import { templateDataOf } from "./template-data-of.ts";

interface AnnouncerDeps extends ShopClientDeps {
  rules: ShopUrlRules;
  problems: Pick<Problems, "raise">;
  log: AnnouncerLog;
}

interface AnnouncerLog {
  warn(fields: Readonly<Record<string, string | null>>, message: string): void;
}

/** How this and the next version of Shopware say that no active app has a trigger of that name. */
const NO_TRIGGER = ["ADMINISTRATION__CUSTOM_TRIGGER_BY_NAME_NOT_FOUND", "FLOW_ACTION_CUSTOM_TRIGGER_BY_NAME_NOT_FOUND"];

/**
 * Tells a shop by its Admin API: where the parcel is, in the order's custom fields, which may be written as often as one likes;
 * and what happened, to its Flow Builder, which runs its flows within the call, and once more for each call. `reached` of the
 * `ShopError`s thrown here is about the flows.
 */
export function createAnnouncer(deps: AnnouncerDeps): ShopAnnouncer {
  return {
    async announce(shopId, announcement) {
      const prepared = await beforehand(prepare(deps, shopId, announcement));
      switch (prepared.outcome) {
        case "not_announced":
          return prepared;
        case "prepared":
          return trigger(prepared);
      }
    },
    async noteTrackpage(shopId, orderId, url) {
      if (!isTrackpageUrl(url, deps.rules)) return;
      const client = await clientOfShop(deps, shopId);
      const order = await readAnnouncedOrder(client, orderId);
      if (order === null || trackpageOf(order) !== null) return;
      await writeFields(deps, { shopId, client, orderId }, { [KARLA_FIELDS.trackpageUrl]: url });
    },
  };
}

interface Prepared {
  outcome: "prepared";
  client: ShopClient;
  /** e.g. "karla.shipment.in_transit" */
  event: string;
  /** What a flow and its templates can read: named as those of Karla's own plugin, `{{ karla.tracking_number }}`. */
  variables: { orderId: string; customerId?: string; karla: Record<string, unknown> };
  languageId: string | null;
}

async function prepare(
  deps: AnnouncerDeps,
  shopId: ShopId,
  announcement: Announcement,
): Promise<Prepared | NotAnnounced> {
  const { orderId, group } = announcement;
  const client = await clientOfShop(deps, shopId);
  const order = await readAnnouncedOrder(client, orderId);
  if (order === null) return NO_SUCH_ORDER;
  await writeFields(deps, { shopId, client, orderId }, statusFieldsOf(announcement, order.customFields));
  const event = flowEventOf(group);
  if (event === null) return NOBODY_LISTENS;
  const trackpage = trackpageOf(order);
  const link = trackpage !== null && isTrackpageUrl(trackpage, deps.rules) ? { trackpage_url: trackpage } : {};
  const karla = { ...templateDataOf(announcement.data), event_group: group, ...link };
  const customer = order.customerId === null ? {} : { customerId: order.customerId };
  return {
    outcome: "prepared",
    client,
    event,
    variables: { orderId, ...customer, karla },
    languageId: order.languageId,
  };
}

/** Starts the flows. Their mails are written in the language of the call, so it is the customer's, as with the plugin. */
async function trigger({ client, event, variables, languageId }: Prepared): Promise<Announced> {
  try {
    await client.act(`_action/trigger-event/${event}`, variables, languageId ?? undefined);
    return { outcome: "announced" };
  } catch (error) {
    if (error instanceof ShopError && NO_TRIGGER.includes(error.code ?? "")) return NOBODY_LISTENS;
    throw error;
  }
}

/** What is there already stays, also what Karla's own plugin has written. */
function trackpageOf({ customFields }: AnnouncedOrder): string | null {
  return textOf(customFields[KARLA_FIELDS.trackpageUrl]);
}

/** No message waits for them: where the shop does not take custom fields from us, that is a problem of its own. */
async function writeFields(
  { problems, log }: AnnouncerDeps,
  { shopId, client, orderId }: { shopId: ShopId; client: ShopClient; orderId: string },
  customFields: Record<string, string>,
): Promise<void> {
  if (Object.keys(customFields).length === 0) return;
  try {
    // The shop adds them to those that the order has.
    await client.update("order", orderId, { customFields });
  } catch (error) {
    if (!(error instanceof ShopError) || (error.kind !== "missing_privilege" && error.kind !== "refused")) throw error;
    const { kind, permission, code } = error;
    if (permission !== null) await problems.raise(shopId, "shop_permission_missing", { permission });
    log.warn({ shopId, why: kind, permission, code }, "custom fields of an order could not be written");
  }
}
