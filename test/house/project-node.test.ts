import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const RUN = join(import.meta.dirname, "../../scripts/run.mjs");
const FIND = `import { projectNode } from ${JSON.stringify(new URL("../../scripts/project-node.mjs", import.meta.url).href)};`;
let folder: string;

/** What the script finds for a machine whose Node has that version. */
function nodeFor(version: string): string {
  const code = `${FIND} console.log(projectNode(${JSON.stringify(version)}))`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }).stdout.trim();
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "karla-run-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the project's Node", () => {
  test("is the one at hand where that is new enough", () => {
    expect(nodeFor("24.0.0")).toBe(process.execPath);
  });

  test.runIf(process.platform === "linux")("is the project's own where the one at hand is too old", () => {
    expect(spawnSync(nodeFor("20.20.2"), ["--version"], { encoding: "utf8" }).stdout).toMatch(/^v24\./);
  });

  test("runs a command with its arguments, and ends with its exit code", () => {
    const script = join(folder, "command.ts");
    writeFileSync(
      script,
      "const args: string[] = process.argv; console.log(JSON.stringify(args.slice(1))); process.exitCode = 7;",
    );
    const run = spawnSync(process.execPath, [RUN, script, "--json", "a b"], { encoding: "utf8" });
    expect(JSON.parse(run.stdout)).toEqual([script, "--json", "a b"]);
    expect(run.status).toBe(7);
  });
});
