import { readFileSync } from "node:fs";
import { readFlowTriggers } from "@karla/sandbox/read-flow-triggers";
import { expect, test } from "vitest";
import { FLOW_TRIGGERS, flowFieldsOf } from "./announce/flow-fields.ts";
import { FLOW_TRIGGER_NAMES } from "./announce/flow-trigger-names.ts";
import { extensionFiles } from "./announce/told-shop.fixture.ts";
import { FLOW_ACTIONS, FLOW_CALLS } from "./flow-calls/flow-call.ts";

/** Of those that Shopify takes in a trigger: of the rest, some are for actions alone, and `shopify app build` refuses none. */
const ALLOWED_TYPES = ["boolean", "email", "single_line_text_field", "url", "number_decimal", "order_reference"];
const files = extensionFiles();
const triggers = readFlowTriggers(files.map(([, toml]) => toml));

const textAt = (toml: string, name: string) => new RegExp(`^${name} = "([^"]*)"$`, "m").exec(toml)?.[1] ?? "";
const fieldsOf = (toml: string) => toml.split("[[settings.fields]]").slice(1);

test("each trigger that the code starts has its file, and each file its trigger in the code", () => {
  expect(triggers.map(({ handle }) => handle).sort()).toEqual([...FLOW_TRIGGERS].sort());
});

test.each(FLOW_TRIGGERS)("what the code gives %s are the fields of its file", (handle) => {
  const declared = triggers
    .find((trigger) => trigger.handle === handle)
    ?.fields.map(({ type, key }) => [type === "order_reference" ? "order_id" : key, type]);
  expect(declared).toEqual(Object.entries(flowFieldsOf(handle)));
});

test("each action that the code knows has its file, which calls where the receiver listens, and each file its action", () => {
  const actions = files.map(([, toml]) => toml).filter((toml) => textAt(toml, "type") === "flow_action");
  expect(actions.map((toml) => textAt(toml, "handle")).sort()).toEqual([...FLOW_ACTIONS].sort());
  for (const toml of actions)
    expect(Object.entries(FLOW_CALLS)).toContainEqual([textAt(toml, "runtime_url"), "flow/action"]);
});

test("one file says where Flow tells of the use of triggers: at the origin of the app, where the receiver listens", () => {
  const callbacks = files.map(([, toml]) => toml).filter((toml) => /"flow_trigger_lifecycle_callback"/.test(toml));
  const app = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8");
  const paths = Object.entries(FLOW_CALLS).flatMap(([path, topic]) => (topic === "flow/trigger" ? [path] : []));
  expect(callbacks.map((toml) => textAt(toml, "url"))).toEqual(
    paths.map((path) => textAt(app, "application_url") + path),
  );
});

test("merchants read the names that the triggers have in Flow", () => {
  const named = files.filter(([, toml]) => textAt(toml, "type") === "flow_trigger");
  const names = Object.fromEntries(named.map(([, toml]) => [textAt(toml, "handle"), textAt(toml, "name")]));
  expect(FLOW_TRIGGER_NAMES).toEqual(names);
});

test.each(files)("%s is what Shopify takes: its handle for good, its names in letters and spaces", (folder, toml) => {
  const [type, handle, name, description] = ["type", "handle", "name", "description"].map((key) => textAt(toml, key));
  expect(["flow_trigger", "flow_action", "flow_trigger_lifecycle_callback"]).toContain(type);
  expect(handle).toMatch(/^karla-[a-z-]{1,24}$/);
  expect(`flow-${handle?.replace("karla-", "")}`).toBe(folder);
  expect(name).toMatch(/^[\w -]{1,40}$/);
  expect(description).toMatch(type === "flow_trigger_lifecycle_callback" ? /^$/ : /^.{10,140}$/);
  for (const field of fieldsOf(toml)) {
    expect(ALLOWED_TYPES).toContain(textAt(field, "type"));
    const isReference = textAt(field, "type") === "order_reference";
    expect(textAt(field, "key")).toMatch(isReference ? /^$/ : /^[a-zA-Z\s]{1,30}$/);
    expect(textAt(field, "description")).toMatch(isReference ? /^$/ : /^.{5,140}$/);
  }
});

test("no two of them have one name, or one key twice", () => {
  const names = files.map(([, toml]) => textAt(toml, "name"));
  expect(new Set(names).size).toBe(names.length);
  for (const { fields } of triggers) expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
});

test("none refers to a customer, whom guests do not have and who takes another scope", () => {
  expect(files.filter(([, toml]) => toml.includes("customer_reference"))).toEqual([]);
});
