/** @jsxImportSource react */
import type { MappingDocument, Rule } from "@karla/sync/mapping";
import { MAX_NAME } from "@karla/sync/mapping-limits";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { AtThisPoint } from "./at-this-point.tsx";
import { EditingProvider, useEditing } from "./editing.tsx";
import { gapsOfRule } from "./gaps-of-rule.ts";
import { labelOfRule } from "./label-of-rule.ts";
import { OrderSwitch } from "./order-switch.tsx";
import { PreviewLines } from "./preview-lines.tsx";
import { previewOf, resultsOf } from "./preview-values.ts";
import { ProblemLines } from "./problem-lines.tsx";
import { problemsAt, problemsElsewhere, problemsOfRule } from "./problems-of-rule.ts";
import type { ReadyMapping } from "./ready-mapping.ts";
import { SourceField } from "./source-field.tsx";
import { withSource } from "./start-rule.ts";
import { fits, STEP_KINDS, startStep } from "./start-step.ts";
import { StepForm } from "./step-form.tsx";
import { StepList } from "./step-list.tsx";
import { TargetField } from "./target-field.tsx";
import { WrittenField } from "./written-field.tsx";

interface RuleEditorProps {
  data: ReadyMapping;
  document: MappingDocument;
  rule: Rule;
  orderId: string | null;
  onOrder: (orderId: string) => void;
  onChange: (rule: Rule) => void;
  onDone: () => void;
}

/** One rule from where its value comes from to where it goes, with what it is for an order at each point. */
export function RuleEditor({ data, document, rule, orderId, onOrder, onChange, onDone }: RuleEditorProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Card, Text } = usePrimitives();
  const editing = useEditing();
  const preview = previewOf(rule, data.preview);
  const problems = problemsOfRule(rule, data.preview, (id) => labelOfRule(id, document) ?? id);
  const results = preview === null ? [] : resultsOf(preview);
  const type = preview?.types[rule.transforms.length] ?? null;
  const gaps = data.answer?.outcome === "findings" ? new Set(gapsOfRule(rule)) : editing.gaps;
  return (
    <EditingProvider value={{ ...editing, gaps }}>
      <Stack>
        <Card title={t("mapping.rule.about")} action={{ label: t("mapping.rule.done"), onAction: onDone }}>
          <Stack>
            <OrderSwitch data={data} orderId={orderId} onOrder={onOrder} />
            <WrittenField
              name="rule-label"
              label={t("mapping.rule.label")}
              help={t("mapping.rule.label_help")}
              value={rule.label}
              onChange={(label) => onChange({ ...rule, label })}
              maxLength={MAX_NAME}
            />
            <ProblemLines problems={problemsElsewhere(problems)} />
          </Stack>
        </Card>
        <Card title={t("mapping.rule.source")}>
          <Stack>
            <SourceField
              path="source"
              label={t("mapping.rule.source_label")}
              source={rule.source}
              onChange={(source) => onChange({ ...rule, source })}
              onPick={(choice) => onChange(withSource(rule, editing.targets, choice))}
            />
            <AtThisPoint preview={preview} at={0} problems={problemsAt(problems, "source")} />
          </Stack>
        </Card>
        <Card title={t("mapping.rule.steps")}>
          <Stack>
            {rule.transforms.length === 0 ? <Text tone="subdued">{t("mapping.rule.no_steps")}</Text> : null}
            <StepList
              path="transforms"
              counted=""
              least={0}
              steps={rule.transforms}
              kinds={STEP_KINDS.filter((kind) => fits(kind, type))}
              start={(kind) => startStep(kind, type, editing)}
              form={(props) => <StepForm {...props} />}
              after={(at) => (
                <AtThisPoint preview={preview} at={at + 1} problems={problemsAt(problems, `transforms.${at}`)} />
              )}
              onChange={(transforms) => onChange({ ...rule, transforms })}
            />
          </Stack>
        </Card>
        <Card title={t("mapping.rule.target")}>
          <Stack>
            <TargetField rule={rule} onChange={onChange} />
            <ProblemLines problems={problemsAt(problems, "target")} />
            {results.length === 0 ? null : (
              <Stack gap="tight">
                <Text as="h3">{t("mapping.rule.result")}</Text>
                <PreviewLines values={results} />
              </Stack>
            )}
          </Stack>
        </Card>
      </Stack>
    </EditingProvider>
  );
}
