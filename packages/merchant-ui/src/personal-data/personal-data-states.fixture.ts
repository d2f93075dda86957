import type { PersonalDataActions, PersonalDataAnswer, PersonalDataData, PersonalDataReady } from "./data.ts";

const nothing = () => {};

export const personalDataActions: PersonalDataActions = { onAsk: nothing, onOpenHome: nothing, onReload: nothing };

const [FIRST, SECOND] = ["a".repeat(64), "b".repeat(64)] as const;

const first = {
  key: FIRST,
  askedAt: "2026-11-24T13:03:00.000Z",
  answerBy: "2026-12-24T13:03:00.000Z",
  daysLeft: 23,
};
const second = { key: SECOND, askedAt: "2026-11-25T08:00:00.000Z", answerBy: "2026-12-25T08:00:00.000Z", daysLeft: 24 };

const erased = {
  id: "redact/1",
  kind: "customer",
  askedAt: "2026-11-20T08:00:00.000Z",
  finishedAt: "2026-11-20T08:01:00.000Z",
  outcome: "erased",
  orders: 1_234,
  givenToCore: 2,
};
const receipts = [
  { ...erased, id: "redact/4", finishedAt: null, outcome: null },
  { ...erased, id: "redact/3", kind: "shop", outcome: "app_installed", orders: 0, givenToCore: 0 },
  { ...erased, id: FIRST, kind: "data_request", outcome: "answered" },
  { ...erased, id: "redact/2", kind: "restored" },
  { ...erased, id: "redact/0", kind: "of_a_later_version", outcome: "of_a_later_version" },
  erased,
];

export const personalDataReady: PersonalDataReady = {
  state: "ready",
  requests: [first, second],
  receipts,
  busy: null,
  answer: null,
  notSent: false,
  timeZone: "Europe/Berlin",
  locale: "de",
};

const asker = { email: "ada@example.com", accounts: ["7001"], orders: ["#1001", "1002"] };
const written = { outcome: "written", request: FIRST, asker, orders: 2, givenToCore: 2 } as const;
const answered = (answer: PersonalDataAnswer): PersonalDataReady => ({ ...personalDataReady, answer });

export const personalDataStates: Record<string, PersonalDataData> = {
  loading: { state: "loading" },
  error: { state: "error" },
  "nobody has asked": { ...personalDataReady, requests: [], receipts: [] },
  "somebody was erased": { ...personalDataReady, requests: [] },
  "two have asked": personalDataReady,
  "one is due today": { ...personalDataReady, requests: [{ ...first, daysLeft: 1 }] },
  "one is late": { ...personalDataReady, requests: [{ ...first, daysLeft: 0 }] },
  "who asks is being read": { ...personalDataReady, busy: { intent: "show", request: SECOND } },
  "who asks": answered({ outcome: "shown", request: FIRST, asker }),
  "a guest asks": answered({ outcome: "shown", request: FIRST, asker: { ...asker, email: null, accounts: [] } }),
  "nobody knows who asks": answered({
    outcome: "shown",
    request: FIRST,
    asker: { email: null, accounts: [], orders: [] },
  }),
  "a file is being made": { ...personalDataReady, busy: { intent: "export", request: FIRST } },
  "a file was made": answered(written),
  "a file without orders was made": answered({ ...written, orders: 0, givenToCore: 0 }),
  "a request is being closed": { ...personalDataReady, busy: { intent: "answered", request: FIRST } },
  "a request was closed": { ...answered({ outcome: "answered", request: FIRST }), requests: [second] },
  "a request was closed by somebody else": answered({ outcome: "not_open" }),
  "somebody is being looked for": { ...personalDataReady, busy: { intent: "find", who: "ada@example.com" } },
  "somebody was found": answered({ ...written, request: null, asker: null, orders: 1, givenToCore: 0 }),
  "nobody was found": answered({ outcome: "nothing_held" }),
  "two orders of one number": answered({ outcome: "ambiguous" }),
  "another file is being made": answered({ outcome: "busy" }),
  "not asked": { ...personalDataReady, notSent: true },
};
