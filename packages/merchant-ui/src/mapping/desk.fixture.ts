import type { MappingOverview, MappingTrial, TriedOrder } from "@karla/sync/desk-data";
import { EMPTY_MAPPING, type MappingDocument, type Rule } from "@karla/sync/mapping";
import type { MappingActions } from "./data.ts";
import type { ReadyMapping } from "./ready-mapping.ts";

/** What a panel is given, in a shop with some rules, versions and orders. */

const nothing = () => {};

export const mappingActions: MappingActions = {
  onPreview: nothing,
  onSave: nothing,
  onTry: nothing,
  onPublish: nothing,
  onRestore: nothing,
  onSendAgain: nothing,
  onCompare: nothing,
  onReadFile: nothing,
  onExport: nothing,
  onUnsaved: nothing,
  onReload: nothing,
  onOpenHome: nothing,
};

export function ruleFor(id: string, label: string, target: Rule["target"]): Rule {
  return { id, label, enabled: true, source: { from: "note_attribute", name: label }, transforms: [], target };
}

export const someRules: MappingDocument = {
  ...EMPTY_MAPPING,
  rules: [
    ruleFor("date", "Delivery date", { path: "order.order_analytics.note_attributes", name: "date" }),
    ruleFor("nameless", "", { path: "order.order_name" }),
    ruleFor("weight", "Weight", { path: "order.products[].weight" }),
    ruleFor("carrier", "Carrier", { path: "trackings[].carrier_reference" }),
  ],
};

const at = "2026-11-24T13:05:00.000Z";
export const overview: MappingOverview = {
  draft: { document: someRules, revision: 7, basedOn: 3, savedAt: at, savedBy: "user:42" },
  published: { version: 3, document: EMPTY_MAPPING },
  versions: [
    { version: 3, publishedAt: at, publishedBy: "user:42", restored: 1 },
    { version: 2, publishedAt: at, publishedBy: "operator", restored: null },
    { version: 1, publishedAt: at, publishedBy: "of a later version", restored: null },
  ],
  changes: [
    { at, by: "user:42", action: "restored", number: 3 },
    { at, by: "operator", action: "published", number: 2 },
    { at, by: "user:42", action: "saved", number: 6 },
  ],
  fields: [],
  targets: [],
  discovered: [],
  lookedAt: 250,
  samples: [{ id: "1", name: "#1001" }],
};

export const ready: ReadyMapping = {
  state: "ready",
  overview,
  preview: null,
  previewing: false,
  answer: null,
  busy: null,
  timeZone: "Europe/Berlin",
  locale: "de",
};

const name = 'order.order_analytics.note_attributes["date"]';
export const triedOrders: TriedOrder[] = [
  {
    id: "1",
    name: "#1001",
    verdict: "newly_failing",
    issues: [
      { rule: "date", path: "transforms.1", code: "not_a_date", value: "soon", of: null },
      { rule: "weight", path: "target", code: "not_accepted", value: null, of: "11" },
      { rule: "weight", path: "target", code: "not_accepted", value: null, of: "12" },
      { rule: "carrier", path: "source", code: "not_in_table", value: "Pigeon Post", of: "00340434" },
      { rule: "gone", path: "of_a_later_version", code: "too_long", value: null, of: null },
    ],
    differences: [{ path: name, before: '"24.12.2026"', after: null }],
  },
  { id: "2", name: "#1002", verdict: "newly_fixed", issues: [], differences: [] },
  {
    id: "3",
    name: "\u202e#1003",
    verdict: "changed",
    issues: [],
    differences: [
      { path: "order.segments", before: "[]", after: '["VIP","a_tag_of_the_shop"]' },
      { path: "trackings[0].carrier_reference", before: null, after: '"dhl"' },
      { path: "trackings[1].carrier_reference", before: '"dhl"', after: '"ups"' },
      { path: "order.products[0].weight", before: "1.5", after: "2" },
    ],
  },
];

export const trial: MappingTrial = {
  orders: 1_000,
  counts: { unchanged: 900, changed: 60, newly_failing: 39, newly_fixed: 1 },
  shown: triedOrders,
};
export const nothingChanges: MappingTrial = {
  orders: 1,
  counts: { unchanged: 1, changed: 0, newly_failing: 0, newly_fixed: 0 },
  shown: [],
};
