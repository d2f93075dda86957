import type { TriedOrder } from "@karla/sync/desk-data";
import type { MappingDocument } from "@karla/sync/mapping";
import type { TFunction } from "i18next";
import { isolated } from "./isolated.ts";
import { nameOfPlace } from "./name-of-place.ts";
import { sentenceOfIssue } from "./sentence-of-issue.ts";
import { spokenRule } from "./spoken-rule.ts";

type PlacedIssue = TriedOrder["issues"][number];

/**
 * The issues of an order, each with its rule and place: "Rule “Delivery date”, step 2: …". What is said of several products
 * is said once, with their number: a product has no name here that the merchant knows.
 */
export function sentencesOfIssues(
  issues: readonly PlacedIssue[],
  document: MappingDocument,
  t: TFunction<"merchant">,
): string[] {
  const counts = new Map<string, { products: number }>();
  for (const issue of issues) {
    const scope = scopeOf(issue, document);
    const said = sentenceOf(issue, document, t);
    const sentence =
      scope === "parcel"
        ? t("mapping_words.place.sentence_parcel", { sentence: said, parcel: isolated(issue.of ?? "") })
        : said;
    const { products } = counts.get(sentence) ?? { products: 0 };
    counts.set(sentence, { products: products + (scope === "product" ? 1 : 0) });
  }
  return [...counts].map(([sentence, { products: count }]) =>
    count === 0 ? sentence : t("mapping_words.place.sentence_products", { sentence, count }),
  );
}

function sentenceOf(issue: PlacedIssue, document: MappingDocument, t: TFunction<"merchant">): string {
  const rule = spokenRule(issue.rule, document, t);
  const place = nameOfPlace(issue.path, t);
  const sentence = sentenceOfIssue(issue, t);
  return place === null
    ? t("mapping_words.place.sentence", { rule, sentence })
    : t("mapping_words.place.sentence_at", { rule, place, sentence });
}

function scopeOf({ rule, of }: PlacedIssue, { rules }: MappingDocument): "order" | "product" | "parcel" {
  if (of === null) return "order";
  const path = rules.find(({ id }) => id === rule)?.target.path ?? "";
  return path.startsWith("trackings[].") ? "parcel" : "product";
}
