import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { link, plantTree, repository } from "./planted-tree.ts";

/** Each row breaks one rule: a file, and what it imports that it must not. Every rule of the house has at least one. */
const PLANTS: readonly [rule: string, file: string, ...imports: string[]][] = [
  ["no-cycles", "app/cycle/one.ts", "./two.ts"],
  ["not-resolvable", "app/lost.ts", "./nowhere.ts"],
  ["api-imports-nothing-of-ours", "packages/karla-api/src/planted.ts", "@karla/sync/thing"],
  ["sync-imports-only-api", "packages/sync/src/receiver-user.ts", "@karla/receiver/thing"],
  ["sync-imports-only-api", "packages/sync/src/app-user.ts", "../../../app/thing.ts"],
  ["sync-knows-no-platform-no-database-no-http", "packages/sync/src/database-user.ts", "pg"],
  ["sync-knows-no-platform-no-database-no-http", "packages/sync/src/platform-user.ts", "@shopify/shopify-api"],
  ["order-and-mapping-are-pure", "packages/sync/src/order/file-reader.ts", "node:fs"],
  ["order-and-mapping-are-pure", "packages/sync/src/order/sleeper.ts", "node:timers/promises"],
  ["order-and-mapping-are-pure", "packages/sync/src/mapping/queue-user.ts", "../inbox/thing.ts"],
  ["receiver-imports-only-sync", "packages/receiver/src/app-user.ts", "../../../app/thing.ts"],
  ["receiver-knows-no-platform", "packages/receiver/src/platform-user.ts", "@shopify/shopify-api"],
  ["merchant-ui-knows-no-admin", "packages/merchant-ui/src/polaris-user.ts", "@shopify/shopify-api"],
  ["merchant-ui-knows-no-admin", "packages/merchant-ui/src/server-user.ts", "hono"],
  ["admin-graphql-by-one-client", "app/shopify/admin/other-client.ts", "graphql-request"],
  ["store-only-at-composition-roots", "app/shopify/store-user.ts", "@karla/store/thing"],
  ["store-only-at-composition-roots", "packages/karla-core/src/orders/store-user.ts", "@karla/store/thing"],
  ["what-proves-imports-nothing-it-judges", "commands/demo.ts", "@karla/sync/thing"],
  ["what-proves-imports-nothing-it-judges", "commands/conformance.ts", "#app/thing.ts"],
  ["what-proves-imports-nothing-it-judges", "commands/chaos/faults.ts", "../start/middleman.ts"],
  ["proof-stays-independent", "commands/proof/core-user.ts", "@karla/core/thing"],
  ["proof-stays-independent", "commands/proof/mapping-user.ts", "@karla/sync/thing"],
  ["proof-stays-independent", "commands/proof/roundabout.ts", "../start/middleman.ts"],
  ["sandbox-imports-nothing-of-ours", "packages/sandbox/src/planted.ts", "@karla/api/thing"],
  ["extensions-know-the-app-by-its-answers", "extensions/order/src/app-user.ts", "../../../app/thing.ts"],
  ["extensions-know-the-app-by-its-answers", "extensions/order/src/ui-user.ts", "@karla/sync/thing"],
  ["tracking-imports-nothing-of-ours", "packages/tracking/src/planted.ts", "@karla/api/thing"],
  ["tracking-is-pure", "packages/tracking/src/file-reader.ts", "node:fs"],
  ["tracking-is-pure", "packages/tracking/src/server-user.ts", "hono"],
  ["core-stands-alone", "packages/karla-core/src/planted.ts", "@karla/api/thing"],
  ["only-tests-import-test-support", "packages/sync/src/fixture-user.ts", "./thing.fixture.ts"],
  ["only-tests-import-test-support", "packages/receiver/src/fake-user.ts", "./fakes/thing.ts"],
  ["only-tests-import-test-support", "app/test-user.ts", "../test/setup/thing.ts"],
  ["adapters-never-meet", "app/shopify/planted.ts", "../../shopware-plugin-bridge/thing.ts"],
  ["adapters-never-meet", "shopware-plugin-bridge/planted.ts", "../app/thing.ts"],
];

/** What each room may do; none of it may be reported. */
const ALLOWED: readonly [file: string, ...imports: string[]][] = [
  ["app/cycle/two.ts", "./one.ts"], // the way back of the planted cycle
  ["packages/sync/src/order/allowed.ts", "@karla/api/thing", "../thing.ts"],
  ["packages/receiver/src/allowed.ts", "@karla/sync/thing"],
  ["packages/karla-core/src/main.ts", "@karla/store/thing", "@karla/tracking/thing", "pg", "hono"],
  ["packages/tracking/src/allowed.ts", "./thing.ts"],
  ["extensions/order/src/allowed.ts", "../../../app/extension/order-answer.ts"],
  ["app/main.ts", "@karla/store/thing", "@karla/tracking/thing", "@karla/receiver/thing", "@shopify/shopify-api"],
  ["app/shopify/admin/admin-client.ts", "graphql-request"],
  ["commands/start/middleman.ts", "@karla/sync/thing"],
  ["commands/demo/allowed.ts", "../proof/allowed.ts", "@karla/sandbox/thing"],
  ["commands/proof/allowed.ts", "@karla/sandbox/thing", "../../test/contract/karla/contract-validator.ts"],
  ["packages/sync/src/thing.fixture.ts", "./thing.ts"],
  ["packages/receiver/src/fakes/thing.ts", "../thing.ts"],
];

const PACKAGES = {
  api: "karla-api",
  core: "karla-core",
  receiver: "receiver",
  sandbox: "sandbox",
  store: "store",
  sync: "sync",
  tracking: "tracking",
};
const OUTSIDERS = ["pg", "hono", "@shopify/shopify-api", "graphql-request"];

const Report = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});
const Rules = z.object({ forbidden: z.array(z.object({ name: z.string(), severity: z.literal("error") })) });

let root = "";
let reported: string[] = [];
beforeAll(async () => {
  const code = (imports: readonly string[]) => imports.map((from) => `import "${from}";\n`).join("");
  const thing = "export const thing = 1;\n";
  root = plantTree(
    {
      "package.json": JSON.stringify({ name: "planted", type: "module", imports: { "#app/*": "./app/*" } }),
      "app/thing.ts": thing,
      "app/extension/order-answer.ts": thing,
      "shopware-plugin-bridge/thing.ts": thing,
      "test/setup/thing.ts": thing,
      "test/contract/karla/contract-validator.ts": thing,
      "packages/sync/src/inbox/thing.ts": thing,
      ...Object.fromEntries(Object.entries(PACKAGES).map(([, folder]) => [`packages/${folder}/src/thing.ts`, thing])),
      ...Object.fromEntries(
        Object.entries(PACKAGES).map(([name, folder]) => [
          `packages/${folder}/package.json`,
          JSON.stringify({ name: `@karla/${name}`, type: "module", exports: { "./thing": "./src/thing.ts" } }),
        ]),
      ),
      ...Object.fromEntries(OUTSIDERS.map((name) => [`node_modules/${name}/package.json`, JSON.stringify({ name })])),
      ...Object.fromEntries(OUTSIDERS.map((name) => [`node_modules/${name}/index.js`, ""])),
      ...Object.fromEntries(PLANTS.map(([, file, ...imports]) => [file, code(imports)])),
      ...Object.fromEntries(ALLOWED.map(([file, ...imports]) => [file, code(imports)])),
    },
    [".dependency-cruiser.cjs", "tsconfig.json"],
  );
  for (const [name, folder] of Object.entries(PACKAGES)) {
    link(root, `node_modules/@karla/${name}`, `../../packages/${folder}`);
  }
  const tool = join(repository, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const folders = ["app", "commands", "extensions", "packages", "shopware-plugin-bridge"];
  const options = ["--config", ".dependency-cruiser.cjs", "--output-type", "json"];
  const { stdout } = await promisify(execFile)(process.execPath, [tool, ...options, ...folders], {
    cwd: root,
    maxBuffer: 100_000_000,
  }).catch((failure: { stdout: string }) => failure);
  const { violations } = Report.parse(JSON.parse(stdout)).summary;
  reported = violations.map(({ from, rule }) => `${from}: ${rule.name}`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each(PLANTS)("%s is reported for %s, and nothing else is", (rule, file) => {
  expect(reported.filter((line) => line.startsWith(`${file}: `))).toEqual([`${file}: ${rule}`]);
});

test("what a room may import is not reported", () => {
  const mayNot = ALLOWED.slice(1).map(([file]) => file);
  expect(reported.filter((line) => mayNot.some((file) => line.startsWith(`${file}: `)))).toEqual([]);
});

test("every import rule has a planted violation, and every rule is an error", () => {
  const { forbidden } = Rules.parse(createRequire(import.meta.url)(join(repository, ".dependency-cruiser.cjs")));
  expect(new Set(PLANTS.map(([rule]) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)));
});
