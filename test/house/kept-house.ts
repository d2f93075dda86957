function manifest(fields: object): string {
  return `${JSON.stringify(fields, null, 2)}\n`;
}

/** The files of a small house that keeps every rule, and comes near to breaking some. */
export const keptHouse: Record<string, string> = {
  "package.json": manifest({
    name: "planted",
    private: true,
    type: "module",
    workspaces: ["packages/*"],
    scripts: { demo: "node commands/demo.ts" },
    devDependencies: { vitest: "*" },
  }),
  "vitest.config.ts": `import { defineConfig } from "vitest/config";\n\nexport default defineConfig({ test: { include: ["test/**/*.test.ts"] } });\n`,
  "packages/sync/package.json": manifest({
    name: "@karla/sync",
    version: "0.1.0",
    private: true,
    type: "module",
    exports: { "./offered": "./src/offered.ts" },
  }),
  "packages/sync/src/main.ts": `import { offered } from "./offered.ts";\n\nprocess.exitCode = offered;\n`,
  "packages/sync/src/offered.ts": "export const offered = 42;\n",
  "app/main.ts": `import { port } from "./env.ts";\n\nprocess.title = port ?? "";\n`,
  "app/env.ts": "export const port = process.env.PORT;\n",
  "app/long.ts": "// A file of exactly 300 lines is not too long.\n".repeat(300),
  "app/worker.ts": `import "./long.ts";\n`,
  "shopware-plugin-bridge/main.ts": `import { loud } from "./loud.ts";\n\nprocess.title = loud;\n`,
  "shopware-plugin-bridge/loud.ts": `export const loud = "bridge";\n`,
  "shopware-plugin-bridge/worker.ts": `import "./loud.ts";\n`,
  "extensions/order-block/tsconfig.json": `{\n  "extends": "../../tsconfig.json",\n  "include": ["src"],\n  "exclude": []\n}\n`,
  "extensions/order-block/src/order-block.tsx": `export default function orderBlock(): void {\n  process.title = "block";\n}\n`,
  "commands/demo.ts": "console.log(1);\n",
  "packages/store/src/generated/client.ts": "// too long, but generated\n".repeat(400),
  "data/left-over.js": "var untidy\n".repeat(400),
};
