import type { FlowTrigger } from "./flow-trigger.ts";

/**
 * The triggers that an app brings, from the texts of its `shopify.extension.toml` files. Of TOML as much as such files have:
 * tables, and keys with a text of one line. Throws for a line that is neither.
 */
export function readFlowTriggers(files: readonly string[]): FlowTrigger[] {
  return files
    .map(readTables)
    .filter((tables) => textOf(tables, "[[extensions]]", "type") === "flow_trigger")
    .map((tables) => ({
      handle: textOf(tables, "[[extensions]]", "handle"),
      fields: tables
        .filter(({ name }) => name === "[[settings.fields]]")
        .map(({ values }) => ({ type: values.get("type") ?? "", key: values.get("key") ?? null })),
    }));
}

interface Table {
  /** With its brackets. */
  name: string;
  values: ReadonlyMap<string, string>;
}

function readTables(file: string): Table[] {
  const tables: { name: string; values: Map<string, string> }[] = [];
  for (const line of file.split("\n").map((text) => text.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const [, key, text, other] = /^(\w+) = (?:"([^"\\]*)"|(true|false))$/.exec(line) ?? [];
    if (/^\[.+\]$/.test(line)) tables.push({ name: line, values: new Map() });
    else if (key !== undefined) tables.at(-1)?.values.set(key, text ?? other ?? "");
    else throw new Error(`No line of an extension's file: ${line}`);
  }
  return tables;
}

function textOf(tables: readonly Table[], table: string, key: string): string {
  return tables.find(({ name }) => name === table)?.values.get(key) ?? "";
}
