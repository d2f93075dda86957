import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { repository } from "./planted-tree.ts";

const read = (path: string) => readFileSync(join(repository, path), "utf8");
const Manifest = z.object({ scripts: z.record(z.string(), z.string()) });

test("the README shows the two commands exactly, each as a block of its own", () => {
  const blocks = read("README.md").match(/^```\n[^`]*^```$/gm) ?? [];
  expect(blocks).toEqual(expect.arrayContaining(["```\nnpm ci && npm start\n```", "```\nnpm ci && npm test\n```"]));
});

test.each(["README.md", "CONTRIBUTING.md", "docs/operations.md", "docs/deploy.md", "docs/style.md"])(
  "every npm script that %s names exists",
  (document) => {
    const named = [...read(document).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test))\b/g)].map(
      ([, run, own]) => run ?? own,
    );
    const { scripts } = Manifest.parse(JSON.parse(read("package.json")));
    expect(named.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
  },
);

test(".env.example has every variable that an env.ts reads, and no other", () => {
  // What the bench tells the processes that it starts is nobody's to set.
  const files = globSync(["{app,shopware-plugin-bridge,commands}/**/env.ts", "packages/*/src/**/env.ts"], {
    cwd: repository,
    exclude: ["commands/bench/**"],
  });
  const variables = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name]) => name));
  const readSomewhere = variables(files.map(read).join("\n"), /^ +([A-Z][A-Z0-9_]+):/gm);
  expect(readSomewhere.size).toBeGreaterThan(5);
  expect(variables(read(".env.example"), /^(?:# )?([A-Z][A-Z0-9_]+)=/gm)).toEqual(readSomewhere);
});

test("the README's configuration table names variables of .env.example", () => {
  const table = read("README.md").split("## Configuration")[1]?.split("\n## ")[0] ?? "";
  const named = [...table.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !read(".env.example").includes(`${name}=`))).toEqual([]);
});
