// The import rules of the house. `npm run check` runs them; `test/house/import-rules.test.ts` plants a violation of
// each and expects it to be reported, so a rule that cannot fail does not stay unnoticed.
const ours = "^(app|shopware-plugin-bridge|commands|packages)/";
const packages = (...names) => `^packages/(${names.join("|")})/`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "not-resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "api-imports-nothing-of-ours",
      severity: "error",
      from: { path: packages("karla-api") },
      to: { path: ours, pathNot: packages("karla-api") },
    },
    {
      name: "sync-imports-only-api",
      severity: "error",
      from: { path: packages("sync") },
      to: { path: ours, pathNot: packages("sync", "karla-api") },
    },
    {
      name: "sync-knows-no-platform-no-database-no-http",
      severity: "error",
      from: { path: packages("sync") },
      to: { path: "node_modules/(@shopify|@prisma|prisma|pg|@remix-run|hono|@hono|express|axios)/" },
    },
    {
      name: "order-and-mapping-are-pure",
      severity: "error",
      from: { path: "^packages/sync/src/(order|mapping)/" },
      to: {
        path: "^packages/sync/src/(inbox|lane|outbox|worker|pipeline)/|^(node:)?(fs|http|https|net|child_process|timers)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "receiver-imports-only-sync",
      severity: "error",
      from: { path: packages("receiver") },
      to: { path: ours, pathNot: packages("receiver", "sync") },
    },
    {
      name: "receiver-knows-no-platform",
      severity: "error",
      from: { path: packages("receiver") },
      to: { path: "node_modules/@?(shopify|shopware)" },
    },
    {
      name: "merchant-ui-knows-no-admin",
      severity: "error",
      from: { path: packages("merchant-ui") },
      to: { path: "node_modules/(@shopify|@remix-run|hono|@hono)/|^packages/store/" },
    },
    {
      name: "admin-graphql-by-one-client",
      severity: "error",
      from: { path: "^(app|packages|commands)/", pathNot: "^app/shopify/admin/admin-client\\.ts$|^packages/sandbox/" },
      to: { path: "node_modules/graphql-request/" },
    },
    {
      name: "store-only-at-composition-roots",
      severity: "error",
      from: {
        path: "^(app|shopware-plugin-bridge|packages|commands)/",
        pathNot:
          "(^packages/(store|runtime)/|/(main|worker|services\\.server)\\.ts$|\\.fixture\\.ts$|^commands/karla\\.ts$|^commands/karla/|^commands/bench/)",
      },
      to: { path: packages("store") },
    },
    {
      name: "what-proves-imports-nothing-it-judges",
      severity: "error",
      from: { path: "^commands/(demo|conformance|chaos)" },
      // Reachable: not through a file in between either.
      to: { path: "^(app|shopware-plugin-bridge)/|^packages/(sync|receiver|store|karla-api)/", reachable: true },
    },
    {
      name: "proof-stays-independent",
      severity: "error",
      from: { path: "^commands/proof/" },
      to: {
        path: "^(app|shopware-plugin-bridge)/|^packages/(sync|receiver|store|karla-api|karla-core)/",
        reachable: true,
      },
    },
    {
      name: "sandbox-imports-nothing-of-ours",
      severity: "error",
      from: { path: packages("sandbox") },
      to: { path: ours, pathNot: packages("sandbox") },
    },
    {
      // They run at Shopify's: of ours they know what the app answers them, as types.
      name: "extensions-know-the-app-by-its-answers",
      severity: "error",
      from: { path: "^extensions/" },
      to: { path: ours, pathNot: "^app/extension/[a-z]+-answer\\.ts$" },
    },
    {
      name: "tracking-imports-nothing-of-ours",
      severity: "error",
      from: { path: packages("tracking") },
      to: { path: ours, pathNot: packages("tracking") },
    },
    {
      name: "tracking-is-pure",
      severity: "error",
      from: { path: packages("tracking") },
      to: { path: "^(node:)?(fs|http|https|net|child_process|timers)|node_modules/(hono|@hono|react|pg)/" },
    },
    {
      name: "core-stands-alone",
      severity: "error",
      from: { path: packages("karla-core") },
      to: { path: ours, pathNot: packages("karla-core", "store", "tracking") },
    },
    {
      name: "only-tests-import-test-support",
      severity: "error",
      from: { path: ours, pathNot: "\\.(test|fixture|arbitrary)\\.tsx?$|/fakes/" },
      to: {
        path: "\\.(fixture|arbitrary)\\.tsx?$|/fakes/|^test/",
        pathNot: "^test/contract/karla/contract-validator\\.ts$",
      },
    },
    {
      name: "adapters-never-meet",
      severity: "error",
      from: { path: "^(app|shopware-plugin-bridge)/" },
      to: { path: "^(app|shopware-plugin-bridge)/", pathNot: "^$1/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(node_modules/\\.|generated/)|\\.test\\.ts$" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
