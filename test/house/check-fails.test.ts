import { beforeAll, describe, expect, test } from "vitest";
import { keptHouse } from "./kept-house.ts";
import { runInPlantedTree } from "./planted-tree.ts";

/** Violations: what is planted, the step that must fail, and what that step must say. */
const PLANTS: readonly { step: string; file: string; text: string; says: RegExp }[] = [
  {
    step: "types",
    file: "app/type-error.ts",
    text: `export const n: number = "1";\n`,
    says: /app\/type-error\.ts.*TS2322/,
  },
  {
    step: "types",
    file: "extensions/order-block/src/type-error.ts",
    text: `export const n: number = "1";\n`,
    says: /extensions\/order-block\/src\/type-error\.ts.*TS2322/,
  },
  {
    step: "types",
    file: "app/enumeration.ts",
    text: "export enum E {\n  A,\n}\n",
    says: /app\/enumeration\.ts.*TS1294/,
  },
  {
    step: "imports",
    file: "packages/sync/src/app-user.ts",
    text: `import "../../../app/worker.ts";\n`,
    says: /sync-imports-only-api: packages\/sync\/src\/app-user\.ts/,
  },
  {
    step: "imports",
    file: "shopware-plugin-bridge/neighbour.ts",
    text: `import "../app/worker.ts";\n`,
    says: /adapters-never-meet: shopware-plugin-bridge\/neighbour\.ts/,
  },
  {
    step: "style",
    file: "app/settings.ts",
    text: "export const home = process.env.HOME;\n",
    says: /app\/settings\.ts.*noProcessEnv/,
  },
  {
    step: "style",
    file: "app/anything.ts",
    text: "export const x: Array<any> = [];\n",
    says: /app\/anything\.ts.*noExplicitAny/,
  },
  {
    step: "style",
    file: "app/surely.ts",
    text: "export const x = [1][0]!;\n",
    says: /app\/surely\.ts.*noNonNullAssertion/,
  },
  { step: "style", file: "app/default.ts", text: "export default 1;\n", says: /app\/default\.ts.*noDefaultExport/ },
  { step: "style", file: "app/talkative.ts", text: "console.log(1);\n", says: /app\/talkative\.ts.*noConsole/ },
  { step: "style", file: "app/ill-formatted.ts", text: "export const  x=1\n", says: /app\/ill-formatted\.ts format/ },
  {
    step: "unused",
    file: "packages/sync/src/nobody.ts",
    text: "export const nobody = 1;\n",
    says: /^packages\/sync\/src\/nobody\.ts *$/m,
  },
  {
    step: "unused",
    file: "packages/sync/src/offered.ts",
    text: "export const offered = 42;\nexport const wantedByNobody = 43;\n",
    says: /^wantedByNobody .*packages\/sync\/src\/offered\.ts/m,
  },
  {
    step: "length",
    file: "commands/endless.ts",
    text: "// one of 301\n".repeat(301),
    says: /^commands\/endless\.ts has 301 lines/m,
  },
  {
    step: "length",
    file: "test/endless.test.mjs",
    text: "// one of 301\n".repeat(301),
    says: /^test\/endless\.test\.mjs has 301 lines/m,
  },
];
const STEPS = ["types", "unused", "imports", "style", "length"];

describe("in a tree that keeps every rule", () => {
  let run: ReturnType<typeof runInPlantedTree>;
  beforeAll(() => {
    run = runInPlantedTree("scripts/check.mjs", keptHouse);
  });
  test("npm run check passes, and says so of each step", () => {
    const lines = run.output
      .replaceAll(/ +[\d.]+ s$/gm, "")
      .trim()
      .split("\n");
    expect(lines.sort()).toEqual(STEPS.map((step) => `ok     ${step}`).sort());
    expect(run.status).toBe(0);
  });
});

describe("in a tree with a violation of each kind", () => {
  let run: ReturnType<typeof runInPlantedTree>;
  beforeAll(() => {
    const planted = Object.fromEntries(PLANTS.map(({ file, text }) => [file, text]));
    run = runInPlantedTree("scripts/check.mjs", { ...keptHouse, ...planted });
  });
  test("npm run check fails", () => expect(run.status).toBe(1));
  test.each(PLANTS)("$step fails because of $file", ({ step, says }) => {
    const report = run.output.split(/^(?=(?:ok {4}|FAILED) )/m).find((part) => part.startsWith(`FAILED ${step} `));
    expect(report).toMatch(says);
  });
});
