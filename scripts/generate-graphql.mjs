// Writes app/shopify/admin/graphql.generated.ts: the types of every document in app/shopify/admin/documents, from
// Shopify's published schema. Run it after a change to a document. `--print` writes to standard output and no file.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { generate } from "@graphql-codegen/cli";
import { buildClientSchema, printSchema } from "graphql";

const VERSION = "2026-10";
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "app", "shopify", "admin", "documents");
const target = join(root, "app", "shopify", "admin", "graphql.generated.ts");

const packed = readFileSync(join(root, "packages", "sandbox", "schema", `admin_${VERSION}.json.gz`));
/** Without Shopify's descriptions, which would make the file ten times as long. */
const withoutTexts = (key, value) => (key === "description" ? null : value);
const schema = buildClientSchema(JSON.parse(gunzipSync(packed).toString("utf8"), withoutTexts).data);

const [written] = await generate(
  {
    cwd: root,
    silent: true,
    schema: printSchema(schema),
    documents: join(folder, "*.graphql"),
    generates: { [target]: { plugins: ["typescript-operations", "typed-document-node"], config: settings() } },
  },
  false,
);
const text = [
  `// Written by scripts/generate-graphql.mjs from Shopify's Admin API schema ${VERSION}. Not to be edited.`,
  "// biome-ignore-all format: generated",
  "// biome-ignore-all lint: generated",
  "// biome-ignore-all assist: generated",
  inShort(written.content),
].join("\n");
if (process.argv.includes("--print")) process.stdout.write(text);
else writeFileSync(target, text);

function settings() {
  return {
    useTypeImports: true,
    enumsAsTypes: true,
    enumType: "string-literal",
    onlyOperationTypes: true,
    immutableTypes: true,
    skipTypename: true,
    nonOptionalTypename: false,
    avoidOptionals: { field: true },
    // As they stand in the JSON of an answer.
    scalars: {
      ID: "string",
      DateTime: "string",
      Decimal: "string",
      URL: "string",
      UnsignedInt64: "string",
    },
    defaultScalarType: "unknown",
    documentNodeImport: "./typed-document.ts#TypedDocument",
    optimizeDocumentNode: true,
    dedupeFragments: true,
  };
}

/**
 * One line for each declaration: what is one to a line otherwise (currencies, countries) fills hundreds. Fragments are
 * part of the documents that use them, nobody needs them by themselves.
 */
function inShort(code) {
  return code
    .replace(/\n+[ \t]+/g, " ")
    .replace(/\n(?=[;}])/g, "")
    .split("\n")
    .filter(
      (line) =>
        line !== "" && !/^(\/\*\*|export (type \w+Fragment|const \w+FragmentDoc|type Incremental\b))/.test(line),
    )
    .join("\n")
    .concat("\n");
}
