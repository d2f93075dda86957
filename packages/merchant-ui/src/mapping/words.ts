import type { FindingCode } from "@karla/sync/check-mapping";
import type { IssueCode } from "@karla/sync/mapping-issue";
import type { RefusedMapping } from "@karla/sync/read-mapping";
import type { mappingWordsEn } from "../texts/mapping/words-en.ts";

type Texts = Pick<typeof mappingWordsEn, "issue" | "finding" | "refused">;
type Words<Of extends keyof Texts> = `mapping_words.${Of}.${keyof Texts[Of] & string}`;

/** The sentence for why a rule has no value for an order; takes the issue's `value`. */
export function wordsOfIssue(code: IssueCode): Words<"issue"> {
  return `mapping_words.issue.${code}`;
}

/** The sentence for what keeps a rule from being saved; takes the finding's `other`, of a rule its label. */
export function wordsOfFinding(code: FindingCode): Words<"finding"> {
  return `mapping_words.finding.${code}`;
}

/** The sentence for why a text is no mapping. */
export function wordsOfRefused(code: RefusedMapping["code"]): Words<"refused"> {
  return `mapping_words.refused.${code}`;
}
