/** @jsxImportSource react */
import type { DeskAnswer } from "@karla/sync/desk-data";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { sentenceOfDifference } from "./sentence-of-difference.ts";

/** How one version became another, rule by rule. */
export function ComparedVersions({ from, to, differences }: Extract<DeskAnswer, { outcome: "compared" }>) {
  const { t } = useTranslation("merchant");
  const { Card, Text, List } = usePrimitives();
  // Two rules of one name may be changed alike.
  const sentences = [...new Set(differences.map((difference) => sentenceOfDifference(difference, t)))];
  return (
    <Card title={t("mapping_words.versions.compared_title", { from, to })}>
      {sentences.length === 0 ? <Text>{t("mapping_words.versions.compared_none")}</Text> : <List items={sentences} />}
    </Card>
  );
}
