import { expect, test } from "vitest";
import { keptHouse } from "./kept-house.ts";
import { runInPlantedTree } from "./planted-tree.ts";

const CHECKS = 5;
const vitest = `import { test } from "vitest";\n\n`;
const house = {
  ...keptHouse,
  "test/good.test.ts": `${vitest}test("one", () => {});\ntest("two", () => {});\n`,
};

/** What `npm test` ends with in a house with these files. */
function npmTest(files: Record<string, string>): { status: number | null; lastLine: string | undefined } {
  const { status, output } = runInPlantedTree("scripts/test.mjs", files);
  return { status, lastLine: output.trimEnd().split("\n").at(-1) };
}

/** Each runs all checks and a vitest of its own. */
const timeout = 60_000;

test("npm test ends with the sum of checks and tests", { timeout }, () => {
  expect(npmTest(house)).toEqual({ status: 0, lastLine: `${CHECKS + 2} passed, 0 failed` });
});

test("a failing check, a failing test and a test file that cannot be loaded are one failure each", { timeout }, () => {
  const files = {
    ...house,
    "app/nobody.ts": "export const nobody = 1;\n",
    "test/bad.test.ts": `${vitest}test("three", () => {\n  throw new Error("no");\n});\n`,
    "test/broken.test.ts": `${vitest}test("four", () => {});\n\nthrow new Error("cannot be loaded");\n`,
  };
  expect(npmTest(files)).toEqual({ status: 1, lastLine: `${CHECKS - 1 + 2} passed, 3 failed` });
});

test("an error outside of any test is a failure, although every test passed", { timeout }, () => {
  const stray = `${vitest}test("three", () => {\n  setTimeout(() => Promise.reject(new Error("stray")), 0);\n});\n`;
  const files = { ...house, "test/stray.test.ts": stray };
  expect(npmTest(files)).toEqual({ status: 1, lastLine: `${CHECKS + 3} passed, 1 failed` });
});

test("no test at all is a failure", { timeout }, () => {
  expect(npmTest(keptHouse)).toEqual({ status: 1, lastLine: `${CHECKS} passed, 1 failed` });
});
