import { createElement, type ReactElement } from "react";
import { plainPrimitives } from "../plain-primitives.fixture.tsx";
import { AnswerBanner } from "./answer-banner.tsx";
import type { MappingAnswer, MappingBusy } from "./data.ts";
import { mappingActions as actions, nothingChanges, overview, ready, someRules, trial } from "./desk.fixture.ts";
import { discovered } from "./discovered.fixture.ts";
import type { ReadyMapping } from "./ready-mapping.ts";
import { RestoreQuestion } from "./restore-question.tsx";
import { TemplateGallery } from "./template-gallery.tsx";
import { TrialPanel } from "./trial-panel.tsx";
import { TrialResult } from "./trial-result.tsx";
import { VersionsPanel } from "./versions-panel.tsx";

type States = Record<string, Partial<ReadyMapping>>;

const of = (answer: MappingAnswer, busy: MappingBusy | null = null) => ({ answer, busy });
const finding = (rule: string) => ({ rule, code: "needs_list", path: "transforms.0", other: null }) as const;
const refused = { outcome: "refused", path: "", detail: "" } as const;
const compared = { outcome: "compared", from: 1, to: 3 } as const;
const wouldFail = { outcome: "would_fail", trial } as const;
const one = { ...trial, counts: { ...trial.counts, newly_failing: 1 } };

const answers: States = {
  saved: of({ outcome: "saved", revision: 8 }),
  stale: of({ outcome: "stale", revision: 8 }),
  "one finding": of({ outcome: "findings", findings: [finding("date")] }),
  "many findings": of({
    outcome: "findings",
    findings: ["date", "date", "nameless", "weight", "gone"].map(finding),
  }),
  "a file that is too large": of({ ...refused, code: "too_large", detail: "600000 bytes" }),
  "a file that is no JSON": of({ ...refused, code: "not_json" }),
  "a file of a newer version": of({ ...refused, code: "newer_version", path: "schemaVersion", detail: "2" }),
  "a file that is no mapping": of({
    ...refused,
    code: "not_a_mapping",
    path: "rules.3.transforms.0.do",
    detail: "Invalid input: expected_of_a_checker",
  }),
  "would fail": of(wouldFail),
  "would fail, one order": of({ ...wouldFail, trial: one }),
  "would fail, being published": of(wouldFail, "publish"),
  published: of({ outcome: "published", version: 4, changed: 0 }),
  "published, one changed": of({ outcome: "published", version: 4, changed: 1 }),
  "published, many changed": of({ outcome: "published", version: 4, changed: 1_234 }),
  "published, being sent again": of({ outcome: "published", version: 4, changed: 1_234 }, "send_again"),
  restored: of({ outcome: "restored", version: 4, changed: 2 }),
  "restored, the same": of({ outcome: "restored", version: 4, changed: 0 }),
  "no such version": of({ outcome: "no_such_version" }),
  "none sent again": of({ outcome: "sent_again", orders: 0 }),
  "one sent again": of({ outcome: "sent_again", orders: 1 }),
  "many sent again": of({ outcome: "sent_again", orders: 1_234 }),
  "read a file": of({ outcome: "read_file", document: someRules, elsewhere: [], findings: [] }),
  "read a file with findings": of({
    outcome: "read_file",
    document: someRules,
    elsewhere: [],
    findings: [finding("date"), finding("weight")],
  }),
  "read a file of elsewhere": of({
    outcome: "read_file",
    document: someRules,
    elsewhere: [
      { rule: "date", path: "source", from: "custom_field" },
      { rule: "date", path: "transforms.0.with", from: "custom_field" },
      { rule: "nameless", path: "source", from: "line_property" },
    ],
    findings: [finding("date")],
  }),
  "not sent": of({ outcome: "not_sent" }),
};

const trials: States = {
  "before the first": {},
  "no orders": { overview: { ...overview, samples: [] } },
  "under way": { busy: "try" },
  "something else under way": { busy: "save" },
  tried: of({ outcome: "tried", trial }),
  "held a publishing back": of({ ...wouldFail, trial: one }),
  "nothing changes": of({ outcome: "tried", trial: nothingChanges }),
};

const versions: States = {
  some: {},
  "under way": { busy: "restore" },
  "nothing published": { overview: { ...overview, published: null, versions: [], changes: [] } },
  "saved only": { overview: { ...overview, published: null, versions: [], changes: overview.changes.slice(2) } },
  "compared, the same": of({ ...compared, differences: [] }),
  compared: of({
    ...compared,
    differences: [
      { rule: "a", label: "Gift message", change: "added", parts: [] },
      { rule: "b", label: "", change: "removed", parts: [] },
      {
        rule: "c",
        label: "Delivery date",
        change: "changed",
        parts: ["label", "enabled", "source", "transforms", "target"],
      },
      { rule: "d", label: "a_label", change: "moved", parts: [] },
    ],
  }),
};

const fields = [
  discovered({ from: "line_property", name: "Gift note" }),
  discovered({ from: "tags", of: "order" }, { tag: "Subscription First Order", share: 0.001 }),
  discovered({ from: "note_attribute", name: "utm_source" }, { share: 1 }),
];
const galleries: Record<string, typeof fields> = { "of a shop without orders": [], "of a shop with fields": fields };

/** Every panel in every state, each within a page. Answers have no panel around them. */
export function panelStates(language: string): { name: string; page: ReactElement }[] {
  const panel = (name: string, children: ReactElement) => {
    const props = { title: "Panel", children };
    return { name, page: createElement(plainPrimitives.Page, props) };
  };
  const all = (kind: string, states: States, draw: (data: ReadyMapping) => ReactElement) =>
    Object.entries(states).map(([name, state]) =>
      panel(`${kind}: ${name}`, draw({ ...ready, ...state, locale: language })),
    );
  const document = someRules;
  return [
    ...all("answer", answers, (data) => createElement(AnswerBanner, { data, document, actions })),
    ...all("trial", trials, (data) => createElement(TrialPanel, { data, document, actions })),
    ...all("versions", versions, (data) => createElement(VersionsPanel, { data, actions })),
    ...Object.entries(galleries).map(([name, known]) =>
      panel(`gallery: ${name}`, createElement(TemplateGallery, { onUse: () => {}, fields: known })),
    ),
    panel("trial: outdated", createElement(TrialResult, { trial, document, outdated: true, locale: language })),
    panel(
      "versions: asked",
      createElement(RestoreQuestion, { version: 2, busy: false, onYes: () => {}, onNo: () => {} }),
    ),
  ];
}
