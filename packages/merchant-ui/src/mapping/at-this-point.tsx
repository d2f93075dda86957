/** @jsxImportSource react */
import type { RulePreview } from "@karla/sync/desk-data";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { nameOfType } from "./name-of-type.ts";
import { PreviewLines } from "./preview-lines.tsx";
import { valuesAt } from "./preview-values.ts";
import { ProblemLines } from "./problem-lines.tsx";
import type { RuleProblem } from "./problems-of-rule.ts";

interface AtThisPointProps {
  /** Null until the rule was looked at. */
  preview: RulePreview | null;
  /** 0 is the source, 1 the first step. */
  at: number;
  problems: readonly RuleProblem[];
}

/** What the value is after the source or a step: what kind, what it is for the order that is looked at, what is wrong. */
export function AtThisPoint({ preview, at, problems }: AtThisPointProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Badge, Text } = usePrimitives();
  const { type, values } = preview === null ? { type: null, values: [] } : valuesAt(preview, at);
  return (
    <Stack gap="tight">
      {type === null && values.length === 0 ? null : (
        <Stack direction="row">
          <Text as="span" size="small" tone="subdued">
            {t("mapping.preview.here")}
          </Text>
          {type === null ? null : <Badge tone="neutral">{nameOfType(type, t)}</Badge>}
          <PreviewLines values={values} />
        </Stack>
      )}
      <ProblemLines problems={problems} />
    </Stack>
  );
}
