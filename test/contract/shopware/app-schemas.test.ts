import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { textOf } from "./filled-app.ts";

/** One per version of Shopware that reads the manifest otherwise: a shop takes the schema of its own version. */
const MANIFEST_SCHEMAS = ["6.5.8.14/manifest-2.0.xsd", "6.6.8/manifest-2.0.xsd", "6.7/manifest-3.0.xsd"];
/** The same bytes in 6.5.8.14 and 6.6.8. */
const FLOW_SCHEMA = "flow-1.0.xsd";

/** What libxml2 finds wrong, one sentence each; empty where the file is valid. */
async function faultsOf(contents: string, schema: string): Promise<string[]> {
  const xsd = readFileSync(fileURLToPath(new URL(`xsd/${schema}`, import.meta.url)), "utf8");
  const { valid, errors, rawOutput } = await validateXML({
    xml: [{ fileName: "file.xml", contents }],
    schema: [{ fileName: "schema.xsd", contents: xsd }],
  });
  if (valid) return [];
  return errors.length > 0 ? errors.map(({ message }) => message) : [rawOutput];
}

function planted(text: string, right: string, wrong: string): string {
  if (!text.includes(right)) throw new Error(`There is no ${right} to plant a mistake in.`);
  return text.replace(right, wrong);
}

describe("the manifest", () => {
  test.each(MANIFEST_SCHEMAS)("is valid by %s", async (schema) => {
    expect(await faultsOf(textOf("manifest.xml"), schema)).toEqual([]);
  });

  test.each([
    ["two webhooks of one name", 'name="karlaOrderOpen"', 'name="karlaOrderPlaced"', /Duplicate key-sequence/],
    ["a misspelt permission", "<read>order</read>", "<reed>order</reed>", /reed/],
    ["a button without a view", 'view="detail" ', "", /'view' is required/],
    ["a custom field of an unknown entity", "<order/>", "<orders/>", /orders/],
    ["no address to register at", /<registrationUrl>.*<\/registrationUrl>/, "", /Missing child element/],
  ] as const)("is refused by every schema with %s", async (_, right, wrong, fault) => {
    const text = textOf("manifest.xml");
    const mistaken = typeof right === "string" ? planted(text, right, wrong) : text.replace(right, wrong);
    expect(mistaken).not.toBe(text);
    for (const schema of MANIFEST_SCHEMAS) expect((await faultsOf(mistaken, schema)).join("\n")).toMatch(fault);
  });

  test("is refused by the older schemas, and by them alone, with an element that 6.7 brought", async () => {
    const newer = planted(textOf("manifest.xml"), "<read>order</read>", "<crud>order</crud>");
    const faults = await Promise.all(MANIFEST_SCHEMAS.map((schema) => faultsOf(newer, schema)));
    expect(faults.map((each) => each.length > 0)).toEqual([true, true, false]);
  });
});

describe("flow.xml", () => {
  test("is valid by the flow schema", async () => {
    expect(await faultsOf(textOf("Resources/flow.xml"), FLOW_SCHEMA)).toEqual([]);
  });

  test.each([
    ["a digit in the name of an event", "karla.claim.created", "karla.claim2.created", /pattern/],
    ["a _ in the name of the action", "karla.sync.order<", "karla.sync_order<", /pattern/],
    ["a field of an unknown type", '<input-field type="text">', '<input-field type="words">', /enumeration/],
  ])("is refused with %s", async (_, right, wrong, fault) => {
    const mistaken = planted(textOf("Resources/flow.xml"), right, wrong);
    expect((await faultsOf(mistaken, FLOW_SCHEMA)).join("\n")).toMatch(fault);
  });

  test("is refused with an action that has no field, which a shop would install only half", async () => {
    const text = textOf("Resources/flow.xml");
    const mistaken = text.replace(/<input-field[\s\S]*<\/input-field>/, "");
    expect(mistaken).not.toBe(text);
    expect((await faultsOf(mistaken, FLOW_SCHEMA)).join("\n")).toMatch(/Missing child element/);
  });
});
