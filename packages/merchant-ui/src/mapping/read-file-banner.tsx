/** @jsxImportSource react */
import type { DeskAnswer } from "@karla/sync/desk-data";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { spokenRule } from "./spoken-rule.ts";

/** What was in a file, and what of it means nothing in this shop. */
export function ReadFileBanner({ document, elsewhere, findings }: Extract<DeskAnswer, { outcome: "read_file" }>) {
  const { t } = useTranslation("merchant");
  const { Banner, Stack, Text, List } = usePrimitives();
  const nowhere = elsewhere.map(({ rule, from }) =>
    t("mapping_words.answer.read_file_elsewhere_rule", {
      rule: spokenRule(rule, document, t),
      from: t(`mapping_words.elsewhere.${from}`),
    }),
  );
  const title = t("mapping_words.answer.read_file_title", { count: document.rules.length });
  return (
    <Banner tone={elsewhere.length + findings.length > 0 ? "warning" : "info"} title={title} takesFocus>
      <Stack gap="tight">
        <Text>{t("mapping_words.answer.read_file_text")}</Text>
        {findings.length === 0 ? null : (
          <Text>{t("mapping_words.answer.read_file_findings", { count: findings.length })}</Text>
        )}
        {nowhere.length === 0 ? null : (
          <>
            <Text>{t("mapping_words.answer.read_file_elsewhere")}</Text>
            <List items={[...new Set(nowhere)]} />
          </>
        )}
      </Stack>
    </Banner>
  );
}
