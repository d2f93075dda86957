import { SETTINGS_ON } from "@karla/sync/settings";
import type { FilterSettings, FiltersActions, FiltersData, FiltersReady, SettingName } from "./data.ts";
import type { Begun } from "./working-copy.ts";

const nothing = () => {};

export const filtersActions: FiltersActions = {
  onSave: nothing,
  onUnsaved: nothing,
  onReload: nothing,
  onOpenHome: nothing,
  onOpenImport: nothing,
};

/** A Shopware shop's first ones. */
export const filterSettings: FilterSettings = SETTINGS_ON.shopware.parse({});

const CUTOFF = "2026-11-24T10:00:00+01:00";
const ON_SHOPWARE: SettingName[] = [
  "orderStates",
  "takeCancelledOrders",
  "takeOrdersWithNothingToShip",
  "deliveryStates",
  "historicalCutoff",
  "fallBackToBillingAddress",
  "zipCodeWhereMissing",
  "sendOrderCancelled",
  "depositLineType",
  "syncProducts",
];
const named = (state: string, name: string) => ({ state, name });
const known = (...states: string[]) => states.map((state) => ({ state, name: null }));

export const filtersReady: FiltersReady = {
  state: "ready",
  settings: filterSettings,
  revision: "r1",
  offered: ON_SHOPWARE,
  choices: {
    orders: [
      named("open", "Offen"),
      named("in_progress", "In Bearbeitung"),
      named("completed", "Abgeschlossen"),
      named("cancelled", "Abgebrochen"),
      named("ready_to_print", "\u202eDruckfertig"),
    ],
    deliveries: [named("open", "Offen"), named("shipped", "Versandt"), named("shipped_partially", "Teilweise")],
    notRead: null,
  },
  busy: null,
  answer: null,
  timeZone: "Europe/Berlin",
  locale: "de",
};

const orders = known("open", "in_progress", "completed", "cancelled");
const deliveries = known("open", "shipped_partially", "shipped", "returned_partially", "returned", "cancelled");
const permission = "state_machine:read";
const withSettings = (settings: Partial<FilterSettings>): FiltersReady => ({
  ...filtersReady,
  settings: { ...filterSettings, ...settings },
});

export const filters: Record<string, FiltersData> = {
  loading: { state: "loading" },
  error: { state: "error" },
  "some states": filtersReady,
  "every state": withSettings({ orderStates: null, deliveryStates: null, takeCancelledOrders: true }),
  "no state at all": withSettings({ orderStates: [], deliveryStates: [] }),
  "a state that the shop has no more": withSettings({ orderStates: ["in_progress", "was_printed"] }),
  "a moment": withSettings({ historicalCutoff: CUTOFF }),
  "a moment that is not entered": withSettings({ historicalCutoff: "" }),
  "codes are entered": withSettings({ zipCodeWhereMissing: "00000", depositLineType: "pfand" }),
  "the platform has no states": {
    ...withSettings({ orderStates: null, deliveryStates: null }),
    offered: ["takeTestOrders", "takeCancelledOrders", "sendOrderCancelled", "noteParcels"],
  },
  "the shop does not answer": {
    ...filtersReady,
    choices: { orders, deliveries, notRead: { why: "unreachable" } },
  },
  "a permission is missing": {
    ...filtersReady,
    choices: { orders, deliveries, notRead: { why: "permission_missing", permission } },
  },
  saving: { ...filtersReady, busy: "save" },
  saved: { ...filtersReady, answer: { outcome: "saved", revision: "r1" } },
  stale: { ...filtersReady, answer: { outcome: "stale" } },
  "not sent": { ...filtersReady, answer: { outcome: "not_sent" } },
  ...Object.fromEntries(
    (["not_a_moment", "not_offered", "unusable"] as const).map((fault): [string, FiltersData] => [
      `refused, ${fault}`,
      {
        ...withSettings({ historicalCutoff: CUTOFF }),
        answer: { outcome: "refused", errors: { historicalCutoff: fault } },
      },
    ]),
  ),
};

/** Something is changed and not saved. */
export const begunFilters: Begun<FilterSettings> = {
  from: { value: filterSettings, revision: "r1" },
  changes: { sendOrderCancelled: true },
};

export const changedFilters: Record<string, FiltersReady> = {
  "not saved": filtersReady,
  "being saved": { ...filtersReady, busy: "save" },
  "others were faster": { ...filtersReady, answer: { outcome: "stale" } },
  "others were faster, and are shown": {
    ...withSettings({ depositLineType: "pfand" }),
    revision: "r2",
    answer: { outcome: "stale" },
  },
};
