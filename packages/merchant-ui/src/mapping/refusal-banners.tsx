/** @jsxImportSource react */
import type { Finding } from "@karla/sync/check-mapping";
import type { MappingDocument } from "@karla/sync/mapping";
import type { RefusedMapping } from "@karla/sync/read-mapping";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { isolated } from "./isolated.ts";
import { spokenRule } from "./spoken-rule.ts";
import { wordsOfRefused } from "./words.ts";

const NAMED = 5;

/** What keeps a document from being saved, and which rules it is about. What it is stands beside them. */
export function FindingsBanner({ findings, document }: { findings: readonly Finding[]; document: MappingDocument }) {
  const { t } = useTranslation("merchant");
  const { Banner, Stack, Text } = usePrimitives();
  const rules = [...new Set(findings.map(({ rule }) => spokenRule(rule, document, t)))];
  const named = rules.length > NAMED ? [...rules.slice(0, NAMED), "…"] : rules;
  return (
    <Banner tone="critical" title={t("mapping_words.answer.findings_title", { count: findings.length })} takesFocus>
      <Stack gap="tight">
        <Text>{t("mapping_words.answer.findings_rules", { rules: named.join(", ") })}</Text>
        <Text>{t("mapping_words.answer.findings_text")}</Text>
      </Stack>
    </Banner>
  );
}

/** Why a file or a document was not taken over. */
export function RefusedBanner({ code, path, detail }: RefusedMapping) {
  const { t } = useTranslation("merchant");
  const { Banner, Stack, Text } = usePrimitives();
  const [, rule] = /^rules\.(\d+)/.exec(path) ?? [];
  const known = [path, detail].filter((part) => part !== "").map(isolated);
  return (
    <Banner tone="critical" title={t("mapping_words.answer.refused_title")} takesFocus>
      <Stack gap="tight">
        <Text>{t(wordsOfRefused(code))}</Text>
        {rule === undefined ? null : (
          <Text>{t("mapping_words.answer.refused_rule", { number: Number(rule) + 1 })}</Text>
        )}
        {known.length === 0 ? null : (
          <Text size="small" tone="subdued">
            {t("mapping_words.answer.refused_detail", { detail: known.join(" · ") })}
          </Text>
        )}
      </Stack>
    </Banner>
  );
}
