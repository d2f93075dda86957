import { textOf } from "@karla/sync/json-fields";
import { readInstant } from "@karla/sync/read-instant";
import type { JsonObject } from "@karla/sync/read-json";
import type { Announcement } from "@karla/sync/shop-announcer";
import { KARLA_FIELDS } from "../order/karla-fields.ts";
import { flowEventOf } from "./flow-event-of.ts";

const SHIPMENT = "shipment_";
/** Groups that say that something happened, and not where the parcel is. */
const NO_STATUS = ["shipment_delivered_all_events", "shipment_internal_trigger", "shipment_carrier_changed"];
const WORD = /^[a-z][a-z_]{0,63}$/;

/** What an event changes in the order's custom fields; nothing where they say something as new, or it is no event of a parcel. */
export function statusFieldsOf(
  { group, phase, triggeredAt }: Pick<Announcement, "group" | "phase" | "triggeredAt">,
  before: JsonObject,
): Record<string, string> {
  const status = statusOf(group, phase);
  const at = readInstant(triggeredAt);
  if (status === null || at === null) return {};
  const known = readInstant(textOf(before[KARLA_FIELDS.statusAt]) ?? "");
  const isNewer = known === null || at.seconds > known.seconds;
  // Of two in one second the one that was told last counts.
  const isOther = known?.seconds === at.seconds && textOf(before[KARLA_FIELDS.status]) !== status;
  if (!isNewer && !isOther) return {};
  return { [KARLA_FIELDS.status]: status, [KARLA_FIELDS.statusAt]: new Date(at.seconds * 1_000).toISOString() };
}

function statusOf(group: string, phase: string | null): string | null {
  const says = group.startsWith(SHIPMENT) && flowEventOf(group) !== null && !NO_STATUS.includes(group);
  if (says) return group.slice(SHIPMENT.length);
  return phase !== null && WORD.test(phase) ? phase : null;
}
