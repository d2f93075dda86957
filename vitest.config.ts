import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/setup/longest-first.ts";

/** Beside the code: small, and nothing of them outlives a file, so that files of one worker share what they import. */
const BESIDE = [
  "app/**/*.test.ts",
  "shopware-plugin-bridge/**/*.test.ts",
  "packages/**/*.test.{ts,tsx}",
  "commands/**/*.test.ts",
];

const ALONE = "test/chaos/**/*.test.ts";
const EXCLUDED = ["**/node_modules/**"];

export default defineConfig({
  test: {
    exclude: EXCLUDED,
    globalSetup: ["test/setup/database.ts"],
    // A busy machine makes things late, not wrong.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    unstubEnvs: true,
    // One more than the machine has: tests mostly wait for processes of ours.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst, groupOrder: 1 },
    projects: [
      // First, and alone: what it kills has to get back to work, and its controls have to break while they are watched.
      { extends: true, test: { name: "alone", include: [ALONE], sequence: { groupOrder: 0 } } },
      { extends: true, test: { name: "beside", include: BESIDE, isolate: false } },
      {
        extends: true,
        test: { name: "across", include: ["test/**/*.test.ts"], exclude: [...EXCLUDED, ALONE] },
      },
      // They have a page of their own each, and globals of Shopify's. The tester is published as source.
      {
        extends: true,
        test: {
          name: "extensions",
          include: ["extensions/**/*.test.ts"],
          environment: "happy-dom",
          server: { deps: { inline: [/ui-extensions-tester/] } },
        },
      },
    ],
  },
});
