// Runs after `npm install`: writes the database client into packages/store/src/generated, offline: with the WebAssembly
// engines inside the packages (`engineType = "client"` in the schema), never with native ones, which Prisma would have to
// download. Runs under the Node that npm runs under, 20 or newer.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Null when the client was written (or there is nothing to write), else why not. */
function generate() {
  if (!existsSync(join(root, "prisma", "schema.prisma"))) return null;
  let cli;
  try {
    cli = createRequire(join(root, "packages", "store", "package.json")).resolve("prisma/build/index.js");
  } catch {
    return "the package prisma is not installed. Run npm install again without leaving out dependencies.";
  }
  const run = spawnSync(process.execPath, [cli, "generate", "--no-hints"], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      NO_COLOR: "1",
      // Nothing connects to it, but the schema names the variable and Prisma wants a well-formed value.
      DATABASE_URL: "postgresql://nobody@127.0.0.1:5432/none",
      // Without these Prisma downloads its native engines: one always, unless prisma.config.ts says `engine: "js"`, the
      // other when it cannot read the schema, and then the error in the schema is lost behind a network error. A path that
      // exists stops the download; `generate` never loads these files.
      PRISMA_QUERY_ENGINE_LIBRARY: cli,
      PRISMA_SCHEMA_ENGINE_BINARY: cli,
    },
  });
  if (run.status === 0) return null;
  return run.error?.message ?? `prisma generate ended with ${run.signal ?? run.status}.\n${run.stdout}${run.stderr}`;
}

const failure = generate();
if (failure !== null) {
  console.error(`The database client could not be generated: ${failure.trim()}`);
  process.exitCode = 1;
}
