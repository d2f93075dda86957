import { createElement, type ReactElement } from "react";
import { CertificatePage } from "./certificate/certificate-page.tsx";
import { certificateActions, certificates } from "./certificate/certificate-states.fixture.ts";
import { sumsOn } from "./certificate/days.fixture.ts";
import { ConnectionPage } from "./connection-page.tsx";
import type {
  ConnectionActions,
  ConnectionData,
  ConnectionResult,
  HomeActions,
  HomeData,
  ProblemsActions,
  ProblemsData,
} from "./data.ts";
import { HomePage } from "./home-page.tsx";
import { ImportPage } from "./import/import-page.tsx";
import { importActions, imports, running } from "./import/import-states.fixture.ts";
import { mappingStates } from "./mapping/mapping-states.fixture.tsx";
import { PersonalDataPage } from "./personal-data/personal-data-page.tsx";
import { personalDataActions, personalDataStates } from "./personal-data/personal-data-states.fixture.ts";
import { ProblemsPage } from "./problems-page.tsx";
import type { Language } from "./render-page.fixture.ts";
import { ReplayPage } from "./replay/replay-page.tsx";
import { replayActions, replays } from "./replay/replay-states.fixture.ts";
import { ChannelsPage } from "./settings/channels-page.tsx";
import { begunChannels, changedChannels, channels, channelsActions } from "./settings/channels-states.fixture.ts";
import { FiltersPage } from "./settings/filters-page.tsx";
import { begunFilters, changedFilters, filters, filtersActions } from "./settings/filters-states.fixture.ts";

const nothing = () => {};

export const homeActions: HomeActions = {
  onConnect: nothing,
  onOpenProblems: nothing,
  onReload: nothing,
  onRemedy: nothing,
  busyCode: null,
  importHref: "https://app.example.com/import",
  certificateHref: "https://app.example.com/certificate",
  orderHref: (order) => `https://shop.example.com/orders/${order.id}`,
  onSendAgain: nothing,
};
export const problemsActions: ProblemsActions = {
  onOpenHome: nothing,
  onReload: nothing,
  onRemedy: nothing,
  busyCode: null,
};
export const connectionActions: ConnectionActions = { onSave: nothing, onSwitchOff: nothing, onOpenHome: nothing };

const ABOUT: Record<string, Record<string, string>> = {
  mapped_field_gone: { field: "gift_message", order: "#1042" },
  shop_permission_missing: { permission: "order_delivery:read" },
  webhooks_not_allowed: { slug: "example-shop" },
  announcement_unclear: { order: "#1042" },
  data_requested: { open: "2", until: "2026-12-24", days: "23" },
};
export const problem = (code: string) => ({
  code,
  openedAt: "2026-11-23T22:30:00.000Z",
  times: 3,
  about: ABOUT[code] ?? {},
});
export const order = (id: string, status: "pending" | "delivered" | "skipped" | "failed", reason: string | null) => ({
  id,
  name: `#${id}`,
  status,
  reason,
  updatedAt: "2026-11-24T13:05:00.000Z",
});

export const homeReady: Extract<HomeData, { state: "ready" }> = {
  state: "ready",
  connected: true,
  counters: { received: 12_345, delivered: 12_345, waiting: 0, failed: 0 },
  lastOrder: { name: "#1003", at: "2026-11-24T13:03:00.000Z" },
  compared: { at: "2026-11-24T12:45:00.000Z", found: 0 },
  worstDelayMs: 4_200,
  backfill: null,
  today: null,
  problems: [],
  orders: [
    order("1003", "delivered", null),
    order("1002", "skipped", "no_address"),
    order("1001", "pending", null),
    order("1000", "failed", "refused_by_core"),
  ],
  timeZone: "Europe/Berlin",
  locale: "de",
};

const ALL_CODES = [
  "credentials_refused",
  "core_shop_unknown",
  "core_unreachable",
  "core_already_syncs",
  "orders_refused",
  "events_quarantined",
  "mapped_field_gone",
  "shop_silent",
  "webhooks_switched_off",
  "products_not_synced",
  "products_refused",
  "shop_permission_missing",
  "webhooks_not_allowed",
  "announcement_unclear",
  "data_requested",
  "of_a_later_version",
];

const empty = {
  counters: { received: 0, delivered: 0, waiting: 0, failed: 0 },
  lastOrder: null,
  compared: null,
  worstDelayMs: null,
  orders: [],
};
const homes: Record<string, HomeData> = {
  loading: { state: "loading" },
  error: { state: "error" },
  "all well": homeReady,
  "orders on their way": { ...homeReady, counters: { ...homeReady.counters, waiting: 2 } },
  "orders were found": { ...homeReady, compared: { at: "2026-11-24T12:45:00.000Z", found: 3 } },
  "today was counted": { ...homeReady, today: sumsOn("2026-11-24", { recovered: 1 }) },
  "an import is running": { ...homeReady, backfill: running },
  "an import is paused": { ...homeReady, backfill: { ...running, state: "paused" } },
  "an order waits for another state": { ...homeReady, orders: [order("1004", "skipped", "order_state_not_chosen")] },
  "an order failed": { ...homeReady, counters: { ...homeReady.counters, failed: 1 } },
  "a customer asks for their data": { ...homeReady, problems: [problem("data_requested")] },
  "one problem": { ...homeReady, problems: [problem("orders_refused")] },
  "all problems": { ...homeReady, problems: ALL_CODES.map(problem) },
  "not connected": { ...homeReady, connected: false, problems: [problem("not_connected")] },
  "Karla cannot be reached": { ...homeReady, problems: [problem("core_unreachable")] },
  "connected, no orders": { ...homeReady, ...empty },
  "not connected, no orders": { ...homeReady, ...empty, connected: false },
};

const saved = { slug: "example-shop", username: "example-user", coreSync: "free" } as const;
const taken = { ...saved, coreSync: "taken" } as const;
const triggers = [
  { name: "Parcel delivered", isUsed: true },
  { name: "Claim created", isUsed: false },
];
const connections: Record<string, ConnectionData> = {
  "first visit": { connection: null, result: null, busy: null },
  "already connected": { connection: saved, result: null, busy: null },
  testing: { connection: null, result: null, busy: "save" },
  connected: { connection: saved, result: { outcome: "connected" }, busy: null },
  "no credentials": refused("no_credentials"),
  "wrong key": refused("wrong_key"),
  "no access": refused("no_access"),
  "unknown shop": refused("unknown_shop"),
  unreachable: refused("unreachable"),
  "not sent": refused("not_sent"),
  "already syncs": alreadySyncs(2, true, null),
  "already syncs, one webhook": alreadySyncs(1, false, null),
  "already syncs, opened anew": { connection: taken, result: null, busy: null },
  "already syncs, tested again": alreadySyncs(0, true, "save"),
  "switching off": alreadySyncs(0, true, "switch_off"),
  "with a theme": { connection: saved, result: null, busy: null, themeHref: "https://example-shop.example.com/editor" },
  "with triggers": { connection: saved, result: null, busy: null, triggers },
  "could not be switched off": { ...refused("unreachable"), connection: taken },
};

function refused(why: Extract<ConnectionResult, { outcome: "refused" }>["why"]): ConnectionData {
  return { connection: null, result: { outcome: "refused", why }, busy: null };
}
function alreadySyncs(webhooks: number, triggers: boolean, busy: ConnectionData["busy"]): ConnectionData {
  return { connection: taken, result: { outcome: "core_already_syncs", webhooks, triggers }, busy };
}

const zone = { timeZone: "Europe/Berlin", locale: "de" };
const problems: Record<string, ProblemsData> = {
  loading: { state: "loading" },
  error: { state: "error" },
  none: { state: "ready", problems: [], ...zone },
  "all problems": { state: "ready", problems: ["not_connected", ...ALL_CODES].map(problem), ...zone },
};

/** Every page in every state. */
export function pageStates(language: Language): { name: string; page: ReactElement }[] {
  const localised = <T extends object>(data: T): T => ("locale" in data ? { ...data, locale: language } : data);
  const of = <T extends object>(kind: string, states: Record<string, T>, draw: (data: T) => ReactElement) =>
    Object.entries(states).map(([name, data]) => ({ name: `${kind}: ${name}`, page: draw(localised(data)) }));
  return [
    ...of("home", homes, (data) => createElement(HomePage, { data, actions: homeActions })),
    ...of("connection", connections, (data) => createElement(ConnectionPage, { data, actions: connectionActions })),
    ...of("import", imports, (data) => createElement(ImportPage, { data, actions: importActions })),
    ...of("replay", replays, (data) => createElement(ReplayPage, { data, actions: replayActions })),
    ...of("personal data", personalDataStates, (data) =>
      createElement(PersonalDataPage, { data, actions: personalDataActions }),
    ),
    ...of("filters", filters, (data) => createElement(FiltersPage, { data, actions: filtersActions })),
    ...of("changed filters", changedFilters, (data) =>
      createElement(FiltersPage, { data, actions: filtersActions, begun: begunFilters }),
    ),
    ...of("channels", channels, (data) => createElement(ChannelsPage, { data, actions: channelsActions })),
    ...of("changed channels", changedChannels, (data) =>
      createElement(ChannelsPage, { data, actions: channelsActions, begun: begunChannels }),
    ),
    ...of("certificate", certificates, (data) => createElement(CertificatePage, { data, actions: certificateActions })),
    ...mappingStates(language),
    ...of("problems", problems, (data) => createElement(ProblemsPage, { data, actions: problemsActions })),
  ];
}
