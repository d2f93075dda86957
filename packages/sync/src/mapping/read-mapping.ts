import { MappingDocument, SCHEMA_VERSION } from "./document.ts";
import { MAX_DOCUMENT_BYTES } from "./limits.ts";

/** Why a text is no mapping. The merchant's sentence for each is in `merchant-ui`. */
export interface RefusedMapping {
  outcome: "refused";
  /** `newer_version`: made by a newer app; to read it in part would lose what this one does not know. */
  code: "too_large" | "not_json" | "newer_version" | "not_a_mapping";
  /** Where in the document. */
  path: string;
  detail: string;
}

export type ReadMapping = { outcome: "read"; document: MappingDocument } | RefusedMapping;

/** Reads a document from a file or a request: whole, or not at all. What it says is then looked at by `checkMapping`. */
export function readMapping(written: string | Uint8Array): ReadMapping {
  const bytes = typeof written === "string" ? Buffer.byteLength(written) : written.byteLength;
  if (bytes > MAX_DOCUMENT_BYTES) return refused("too_large", "", `${bytes} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(
      typeof written === "string" ? written : new TextDecoder("utf-8", { fatal: true }).decode(written),
    );
  } catch {
    return refused("not_json", "", "");
  }
  const version = versionOf(value);
  if (version > SCHEMA_VERSION) return refused("newer_version", "schemaVersion", String(version));
  const read = MappingDocument.safeParse(value);
  if (read.success) return { outcome: "read", document: read.data };
  const [first] = read.error.issues;
  return refused("not_a_mapping", first?.path.join(".") ?? "", first?.message ?? "");
}

/** The one text of a document: what is read from it is written as the same bytes again. */
export function writeMapping(document: MappingDocument): string {
  return `${JSON.stringify(MappingDocument.parse(document), null, 2)}\n`;
}

function refused(code: RefusedMapping["code"], path: string, detail: string): RefusedMapping {
  return { outcome: "refused", code, path, detail };
}

function versionOf(value: unknown): number {
  const version = typeof value === "object" && value !== null && "schemaVersion" in value ? value.schemaVersion : 0;
  return typeof version === "number" ? version : 0;
}
