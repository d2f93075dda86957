import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "app/**/*.test.ts",
      "shopware-plugin-bridge/**/*.test.ts",
      "packages/**/*.test.{ts,tsx}",
      "commands/**/*.test.ts",
      "test/**/*.test.ts",
    ],
    exclude: ["**/node_modules/**"],
    globalSetup: ["test/setup/database.ts"],
    // A busy machine makes things late, not wrong.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
