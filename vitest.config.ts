import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["app/**/*.test.ts", "packages/**/*.test.ts", "commands/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    globalSetup: ["test/setup/database.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
