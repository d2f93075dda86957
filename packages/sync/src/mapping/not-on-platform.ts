import type { Platform } from "../ids.ts";
import type { MappingDocument } from "./document.ts";
import type { Source } from "./sources.ts";
import { sourcesOfRule } from "./sources-of-rule.ts";

/** What only one of the platforms has. A rule that reads it finds nothing in a shop of the other. */
const ONLY_ON: Partial<Record<Source["from"], Platform>> = {
  note_attribute: "shopify",
  line_property: "shopify",
  metafield: "shopify",
  custom_field: "shopware",
};

export interface NotOnPlatform {
  rule: string;
  /** Where in the rule. */
  path: string;
  from: Source["from"];
}

/** What of a document has no meaning in a shop of this platform: to be said before the document is taken over. */
export function notOnPlatform(document: MappingDocument, platform: Platform): NotOnPlatform[] {
  return document.rules.flatMap((rule) =>
    sourcesOfRule(rule)
      .flatMap(({ source, path }) =>
        [source, ...(source.from === "template" ? Object.values(source.values) : [])].map(({ from }) => ({
          from,
          path,
        })),
      )
      .filter(({ from }) => (ONLY_ON[from] ?? platform) !== platform)
      .map(({ from, path }) => ({ rule: rule.id, path, from })),
  );
}
