import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SOURCES = "{app,shopware-plugin-bridge,commands,packages/*/src,test}/**/*.ts";

/** Node takes the types out by itself and runs what is left: its parser is another one than the compiler's and the tests'. */
test("every source can be run by Node as it is", () => {
  const files = globSync(SOURCES, { cwd: ROOT, exclude: (path) => /node_modules|\.d\.ts$/.test(path) });
  expect(files.length).toBeGreaterThan(500);
  expect(files.flatMap(faultOf)).toEqual([]);
});

test("a source that the compiler takes and Node does not is named", () => {
  expect(() => stripTypeScriptTypes("for (const of of [1] as const) console.log(of);")).toThrow();
});

function faultOf(file: string): string[] {
  try {
    stripTypeScriptTypes(readFileSync(`${ROOT}${file}`, "utf8"));
    return [];
  } catch (error) {
    return [`${file}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
