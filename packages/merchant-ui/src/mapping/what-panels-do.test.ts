import { createElement, type ReactElement } from "react";
import { expect, test } from "vitest";
import { plainPrimitives } from "../plain-primitives.fixture.tsx";
import type { Action, Primitives } from "../primitives.tsx";
import { renderPage } from "../render-page.fixture.ts";
import { AnswerBanner } from "./answer-banner.tsx";
import type { MappingActions, MappingAnswer } from "./data.ts";
import { mappingActions, ready, someRules, trial } from "./desk.fixture.ts";
import { RestoreQuestion } from "./restore-question.tsx";
import { TemplateGallery } from "./template-gallery.tsx";
import { TrialPanel } from "./trial-panel.tsx";
import { VersionsPanel } from "./versions-panel.tsx";

/** Every button rendered last, by its English name. */
const found = new Map<string, Action>();
const noting: Primitives = {
  ...plainPrimitives,
  Button: (props) => {
    const { label, accessibleLabel = label, onPress: onAction = () => {}, busy = false, disabled = false } = props;
    found.set(accessibleLabel, { label, onAction, busy, disabled });
    return createElement(plainPrimitives.Button, props);
  },
  Banner: (props) => {
    if (props.action) found.set(props.action.label, props.action);
    return createElement(plainPrimitives.Banner, props);
  },
};

function buttonsOf(panel: ReactElement): ReadonlyMap<string, Action> {
  found.clear();
  renderPage(panel, "en", noting);
  return new Map(found);
}

/** What was asked for, as the name of the action and what it was given. */
function noted(): { asked: unknown[][]; actions: MappingActions } {
  const asked: unknown[][] = [];
  const note =
    (name: string) =>
    (...given: unknown[]) =>
      asked.push([name, ...given]);
  const actions = { ...mappingActions };
  return {
    asked,
    actions: {
      ...actions,
      onTry: note("try"),
      onPublish: note("publish"),
      onRestore: note("restore"),
      onSendAgain: note("send again"),
      onCompare: note("compare"),
      onReload: note("reload"),
    },
  };
}

test.each<[MappingAnswer, string, unknown[]]>([
  [{ outcome: "would_fail", trial }, "Publish anyway", ["publish", 7, true]],
  [{ outcome: "published", version: 4, changed: 2 }, "Send the 2 changed orders again", ["send again", 4]],
  [{ outcome: "restored", version: 5, changed: 1 }, "Send the 1 changed order again", ["send again", 5]],
  [{ outcome: "stale", revision: 8 }, "Reload", ["reload"]],
  [{ outcome: "no_such_version" }, "Reload", ["reload"]],
])("after %j the button %s does it", (answer, name, wanted) => {
  const { asked, actions } = noted();
  const data = { ...ready, answer };
  const buttons = buttonsOf(createElement(AnswerBanner, { data, document: someRules, actions }));
  buttons.get(name)?.onAction();
  expect(asked).toEqual([wanted]);
});

test("nothing is offered to be sent again where nothing changed", () => {
  const data = { ...ready, answer: { outcome: "published", version: 4, changed: 0 } as const };
  expect(buttonsOf(createElement(AnswerBanner, { data, document: someRules, actions: mappingActions })).size).toBe(0);
});

test("what is tried is the document on the page, on a hundred orders at first", () => {
  const { asked, actions } = noted();
  buttonsOf(createElement(TrialPanel, { data: ready, document: someRules, actions }))
    .get("Try it")
    ?.onAction();
  expect(asked).toEqual([["try", someRules, 100]]);
});

test("while it is tried the button shows so, and while something else is under way it cannot be pressed", () => {
  const at = (busy: "try" | "save") =>
    buttonsOf(
      createElement(TrialPanel, { data: { ...ready, busy }, document: someRules, actions: mappingActions }),
    ).get("Try it");
  expect(at("try")).toMatchObject({ busy: true, disabled: false });
  expect(at("save")).toMatchObject({ busy: false, disabled: true });
});

test("a version is compared with the one in use, and put back only after a question", () => {
  const { asked, actions } = noted();
  const buttons = buttonsOf(createElement(VersionsPanel, { data: ready, actions }));
  expect([...buttons.keys()]).toEqual([
    "Compare with the current one: version 2",
    "Put back: version 2",
    "Compare with the current one: version 1",
    "Put back: version 1",
  ]);
  buttons.get("Compare with the current one: version 1")?.onAction();
  buttons.get("Put back: version 1")?.onAction();
  expect(asked).toEqual([["compare", 1, 3]]);
});

test("the question is answered with yes or no", () => {
  const said: unknown[] = [];
  const props = {
    version: 2,
    busy: false,
    onYes: (version: number) => said.push(version),
    onNo: () => said.push("no"),
  };
  const buttons = buttonsOf(createElement(RestoreQuestion, props));
  buttons.get("No, leave it as it is")?.onAction();
  buttons.get("Yes, put version 2 back")?.onAction();
  expect(said).toEqual(["no", 2]);
});

test("a template gives its rules, named in the merchant's language", () => {
  const used: string[][] = [];
  const onUse = (rules: { label: string }[]) => used.push(rules.map(({ label }) => label));
  buttonsOf(createElement(TemplateGallery, { fields: [], onUse }))
    .get("Use this template: Where the order came from")
    ?.onAction();
  expect(used).toEqual([["Source of the visit", "Campaign of the visit", "Referral of the visit"]]);
});
