import { createElement, type ReactElement } from "react";
import { expect, test } from "vitest";
import { CertificatePage } from "./certificate/certificate-page.tsx";
import { certificateActions, certificateReady } from "./certificate/certificate-states.fixture.ts";
import { ConnectionPage } from "./connection-page.tsx";
import { HomePage } from "./home-page.tsx";
import { ImportPage } from "./import/import-page.tsx";
import { importActions, importReady, running } from "./import/import-states.fixture.ts";
import { connectionActions, homeActions, homeReady, problem, problemsActions } from "./page-states.fixture.ts";
import { PersonalDataPage } from "./personal-data/personal-data-page.tsx";
import { personalDataActions, personalDataReady } from "./personal-data/personal-data-states.fixture.ts";
import { plainPrimitives } from "./plain-primitives.fixture.tsx";
import type { Action, Primitives } from "./primitives.tsx";
import { ProblemsPage } from "./problems-page.tsx";
import { renderPage } from "./render-page.fixture.ts";
import { ReplayPage } from "./replay/replay-page.tsx";
import { replayActions, replayPlan, replayReady, replays } from "./replay/replay-states.fixture.ts";

interface Pressable {
  busy: boolean;
  disabled: boolean;
  press: () => void;
}

/** Every button of the page rendered last, by its English name. */
const found = new Map<string, Pressable>();

function note(action: Action | undefined) {
  if (action === undefined) return;
  found.set(action.label, { busy: action.busy ?? false, disabled: action.disabled ?? false, press: action.onAction });
}

const noting: Primitives = {
  ...plainPrimitives,
  Button: (props) => {
    note({
      label: props.accessibleLabel ?? props.label,
      onAction: props.onPress ?? (() => {}),
      busy: props.busy === true,
      disabled: props.disabled === true,
    });
    return createElement(plainPrimitives.Button, props);
  },
  Banner: (props) => {
    note(props.action);
    return createElement(plainPrimitives.Banner, props);
  },
  EmptyState: (props) => {
    note(props.action);
    return createElement(plainPrimitives.EmptyState, props);
  },
  Disclosure: (props) => {
    note({ label: props.accessibleLabel ?? props.label, onAction: props.onToggle });
    return createElement(plainPrimitives.Disclosure, props);
  },
  Form: (props) => {
    found.set(props.label, { busy: false, disabled: false, press: props.onSubmit });
    return createElement(plainPrimitives.Form, props);
  },
  Card: (props) => {
    note(props.action);
    return createElement(plainPrimitives.Card, props);
  },
};

/** The buttons of a page, to be pressed without a browser. */
function buttonsOf(page: ReactElement): ReadonlyMap<string, Pressable> {
  found.clear();
  renderPage(page, "en", noting);
  return new Map(found);
}

const ready = { state: "ready", timeZone: "Europe/Berlin", locale: "en" } as const;

test.each([
  ["Enter the key again: Karla does not accept your key", "open_connection", "credentials_refused"],
  ["Test the connection: Karla cannot be reached", "test_connection", "core_unreachable"],
  ["Switch off the direct connection: Karla already syncs this shop", "switch_off_core_sync", "core_already_syncs"],
  ["Send the orders again: Some orders could not be sent", "replay", "orders_refused"],
  ["Open personal data: A customer asks for their data", "open_personal_data", "data_requested"],
])("%s", (name, remedy, code) => {
  const pressed: string[][] = [];
  const actions = { onRemedy: (...which: string[]) => pressed.push(which) };
  const problems = [problem("events_quarantined"), problem(code)];
  const onProblems = { data: { ...ready, problems }, actions: { ...problemsActions, ...actions } };
  const onHome = { data: { ...homeReady, problems }, actions: { ...homeActions, ...actions } };
  buttonsOf(createElement(ProblemsPage, onProblems)).get(name)?.press();
  buttonsOf(createElement(HomePage, onHome)).get(name)?.press();
  expect(pressed).toEqual([
    [remedy, code],
    [remedy, code],
  ]);
});

test("only the problem whose remedy is under way shows so", () => {
  const problems = [problem("events_quarantined"), problem("orders_refused")];
  const actions = { ...problemsActions, busyCode: "orders_refused" };
  const buttons = buttonsOf(createElement(ProblemsPage, { data: { ...ready, problems }, actions }));
  expect([...buttons].filter(([, { busy }]) => busy).map(([name]) => name)).toEqual([
    "Send the orders again: Some orders could not be sent",
  ]);
});

test("switching the core's own sync off is one press, and shows that it is under way", () => {
  let switchedOff = 0;
  const actions = { ...connectionActions, onSwitchOff: () => switchedOff++ };
  const result = { outcome: "core_already_syncs", webhooks: 2, triggers: true } as const;
  const at = (busy: "save" | "switch_off" | null) =>
    buttonsOf(createElement(ConnectionPage, { data: { connection: null, result, busy }, actions }));
  at(null).get("Switch off the direct connection")?.press();
  expect(switchedOff).toBe(1);
  const shown = (busy: "save" | "switch_off") =>
    [...at(busy)].filter(([, button]) => button.busy || button.disabled).map(([name, { busy }]) => [name, busy]);
  expect(shown("switch_off")).toEqual([
    ["Switch off the direct connection", true],
    ["Test and save", false],
  ]);
  expect(shown("save")).toEqual([
    ["Switch off the direct connection", false],
    ["Test and save", true],
  ]);
});

test("connecting, trying again and the way to all problems are where they are said to be", () => {
  const pressed: string[] = [];
  const actions = {
    ...homeActions,
    onConnect: () => pressed.push("connect"),
    onReload: () => pressed.push("reload"),
    onOpenProblems: () => pressed.push("problems"),
  };
  const open = { ...homeReady, connected: false, problems: [problem("orders_refused")] };
  const home = buttonsOf(createElement(HomePage, { data: open, actions }));
  home.get("Connect to Karla")?.press();
  home.get("Show all problems")?.press();
  buttonsOf(createElement(HomePage, { data: { state: "error" }, actions }))
    .get("Try again")
    ?.press();
  expect(pressed).toEqual(["connect", "problems", "reload"]);
});

test("an import is started with what is chosen, paused while it runs, and resumed while it rests", () => {
  const pressed: unknown[] = [];
  const actions = {
    ...importActions,
    onStart: (scope: unknown) => pressed.push(scope),
    onPause: () => pressed.push("pause"),
    onResume: () => pressed.push("resume"),
  };
  const of = (data: typeof importReady) => buttonsOf(createElement(ImportPage, { data, actions }));
  of(importReady).get("Import")?.press();
  of({ ...importReady, busy: "start" })
    .get("Import")
    ?.press();
  of({ ...importReady, backfill: running })
    .get("Pause")
    ?.press();
  of({ ...importReady, backfill: { ...running, state: "paused" } })
    .get("Continue the import")
    ?.press();
  expect(pressed).toEqual([null, "pause", "resume"]);
  expect(of({ ...importReady, connected: false }).has("Import")).toBe(false);
});

test("the certificate is counted again and taken away as a file, and nothing is counted before the shop is connected", () => {
  const pressed: string[] = [];
  const actions = {
    ...certificateActions,
    onRefresh: () => pressed.push("count"),
    onDownload: (format: string) => pressed.push(format),
  };
  const of = (data: typeof certificateReady) => buttonsOf(createElement(CertificatePage, { data, actions }));
  const buttons = of(certificateReady);
  for (const name of ["Count again now", "Download as CSV", "Download as JSON"]) buttons.get(name)?.press();
  of({ ...certificateReady, days: [] })
    .get("Count now")
    ?.press();
  expect(pressed).toEqual(["count", "csv", "json", "count"]);
  expect(of({ ...certificateReady, connected: false }).has("Count again now")).toBe(false);
  expect(of({ ...certificateReady, connected: false, days: [] }).has("Count now")).toBe(false);
});

test("each order can be looked at for sending it again, by a button that names it", () => {
  const looked: string[] = [];
  const actions = { ...homeActions, onSendAgain: ({ id }: { id: string }) => looked.push(id) };
  const home = buttonsOf(createElement(HomePage, { data: homeReady, actions }));
  home.get("Send again…: \u2068#1002\u2069")?.press();
  expect(looked).toEqual(["1002"]);
});

test("an order is sent again as it was seen, once, and not where that does nothing", () => {
  const sent: (number | null)[] = [];
  const actions = { ...replayActions, onSend: (version: number | null) => sent.push(version) };
  const of = (data: (typeof replays)[string]) =>
    buttonsOf(createElement(ReplayPage, { data: data ?? { state: "error" }, actions }));
  of(replayReady).get("Send it")?.press();
  of({ ...replayReady, busy: true })
    .get("Send it")
    ?.press();
  of({ ...replayReady, progress: { state: "under_way", because: null } })
    .get("Send it")
    ?.press();
  expect(sent).toEqual([3]);
  const isDisabled = (name: string) => of(replays[name] ?? { state: "error" }).get("Send now")?.disabled;
  expect(["two fields differ", "unchanged", "on its way", "under way", "effects just chosen"].map(isDisabled)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
  expect(["erased", "unknown", "not sent at all"].map(isDisabled)).toEqual([undefined, undefined, undefined]);
});

test("what is left out of sending an order again is said apart from what happens", () => {
  const html = renderPage(createElement(ReplayPage, { data: replayReady, actions: replayActions }), "en");
  const [happens = "", leftOut = ""] = html.split("This is left out");
  expect(happens).toContain("The order is sent to Karla.");
  expect(leftOut).toContain("The address of the tracking page is written to the order in your shop.");
  expect(happens).toContain("Happy birthday");
});

test("a customer's data are taken away per request, and nothing is pressed twice while something is under way", () => {
  const asked: unknown[] = [];
  const actions = { ...personalDataActions, onAsk: (wish: unknown) => asked.push(wish) };
  const of = (data: typeof personalDataReady) => buttonsOf(createElement(PersonalDataPage, { data, actions }));
  const [first, second] = personalDataReady.requests;
  const name = (text: string, number: number) =>
    [...of(personalDataReady).keys()].find((one) => one.startsWith(`${text}: ${number}.`)) ?? "";
  of(personalDataReady).get(name("Download the data", 2))?.press();
  of(personalDataReady).get(name("Show who asks", 1))?.press();
  of({ ...personalDataReady, busy: { intent: "show", request: first?.key ?? "" } })
    .get(name("Download the data", 2))
    ?.press();
  expect(asked).toEqual([
    { intent: "export", request: second?.key },
    { intent: "show", request: first?.key },
  ]);
  const busy = of({ ...personalDataReady, busy: { intent: "export", request: second?.key ?? "" } });
  expect([...busy].filter(([, button]) => button.busy).map(([label]) => label)).toEqual([name("Download the data", 2)]);
});

test("whoever asks is written where the request stands, and an address cannot turn the page around", () => {
  const [{ key } = { key: "" }] = personalDataReady.requests;
  const asker = { email: "\u202eada@example.com", accounts: [], orders: [] };
  const html = (answer: (typeof personalDataReady)["answer"]) =>
    renderPage(
      createElement(PersonalDataPage, { data: { ...personalDataReady, answer }, actions: personalDataActions }),
      "en",
    );
  expect(html({ outcome: "shown", request: key, asker })).toContain("\u2068ada@example.com\u2069");
  expect(html({ outcome: "shown", request: "c".repeat(64), asker })).not.toContain("ada@example.com\u2069");
});

test("an order's name cannot turn the title around", () => {
  const plan = { ...replayPlan, name: "\u202e1001#" };
  const html = renderPage(createElement(ReplayPage, { data: { ...replayReady, plan }, actions: replayActions }), "en");
  expect(html).not.toContain("\u202e");
});
