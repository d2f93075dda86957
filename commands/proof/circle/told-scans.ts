import type { JournaledParcel, ShownScan } from "../../carrier-journal.ts";
import { meaningOf, SCAN_EVENTS, type ScanEvent, type ScanEventName } from "./scan-events.ts";

/** A scan with what it was when it was told: a scan that comes late changes nothing of what was said already. */
export interface ToldScan extends ShownScan {
  event: ScanEventName;
}

/** The scans of a parcel in the order in which the carrier told them, each named beside those that were known by then. */
export function toldScans({ scans }: Pick<JournaledParcel, "scans">): ToldScan[] {
  const answers = Map.groupBy(scans, ({ shownAt }) => shownAt);
  let known: ShownScan[] = [];
  return [...answers.values()].flatMap((fresh) => {
    known = [...known, ...fresh];
    const names = namesOf(known);
    return fresh.map((scan) => ({ ...scan, event: names.get(scan) ?? meaningOf(scan) }));
  });
}

/** A second try is what comes after a failed one, what is delivered after it waited somewhere was picked up. */
function namesOf(scans: readonly ShownScan[]): Map<ShownScan, ScanEventName> {
  let attempted = false;
  let standing: ScanEvent["standing"] = "announced";
  const names = new Map<ShownScan, ScanEventName>();
  for (const scan of scans.toSorted((one, other) => one.at - other.at)) {
    const name = beside(meaningOf(scan), { attempted, standing });
    attempted ||= name === "DELIVERY_ATTEMPTED";
    standing = SCAN_EVENTS[name].standing;
    names.set(scan, name);
  }
  return names;
}

function beside(
  name: ScanEventName,
  { attempted, standing }: { attempted: boolean; standing: ScanEvent["standing"] },
): ScanEventName {
  if (standing === "going_back") return "RETURNING_TO_SENDER";
  if (name === "OUT_FOR_DELIVERY" && attempted) return "DELIVERY_SECOND_ATTEMPT";
  if (name === "SUCCESSFULLY_DELIVERED" && standing === "waiting") return "PICKED_UP";
  return name;
}

/** Whether the carrier has told all that it ever will: of a parcel that is there, or goes back, it is asked no more. */
export function isToldToTheEnd({ kind, scans }: JournaledParcel): boolean {
  if (kind === "silence") return scans.length > 0;
  return toldScans({ scans }).some(({ event }) => ["delivered", "going_back"].includes(SCAN_EVENTS[event].standing));
}
