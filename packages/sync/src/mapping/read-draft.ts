import { z } from "zod";
import { checkMapping, type Finding } from "./check-mapping.ts";
import { type MappingDocument, Rule, SCHEMA_VERSION } from "./document.ts";
import { MAX_RULES } from "./limits.ts";
import { type RefusedMapping, readMapping } from "./read-mapping.ts";

/** A document as somebody is writing it. */
export interface ReadDraft {
  outcome: "read";
  /** The rules that are whole. */
  document: MappingDocument;
  /** What is wrong, rule by rule; where anything is, the document is not to be saved. */
  findings: Finding[];
}

const Loose = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  rules: z.array(z.object({ id: z.string() }).loose()).max(MAX_RULES),
});

/** Reads a document in which rules may still be unfinished: those are named, and the others can be looked at. */
export function readDraft(written: string): ReadDraft | RefusedMapping {
  const read = readMapping(written);
  if (read.outcome === "read") return { ...read, findings: checkMapping(read.document) };
  if (read.code !== "not_a_mapping") return read;
  const loose = Loose.safeParse(JSON.parse(written));
  if (!loose.success) return read;
  const rules: Rule[] = [];
  const unfinished: Finding[] = [];
  for (const each of loose.data.rules) {
    const rule = Rule.safeParse(each);
    if (rule.success) rules.push(rule.data);
    else unfinished.push({ rule: each.id, code: "incomplete", path: placeOf(rule.error), other: null });
  }
  const document = { schemaVersion: loose.data.schemaVersion, rules };
  return { outcome: "read", document, findings: [...unfinished, ...checkMapping(document)] };
}

/** Where in the rule, down to the step. */
function placeOf(error: z.ZodError): string {
  const [part = "source", index] = error.issues[0]?.path ?? [];
  return part === "transforms" && index !== undefined ? `transforms.${String(index)}` : String(part);
}
