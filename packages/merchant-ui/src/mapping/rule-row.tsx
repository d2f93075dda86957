/** @jsxImportSource react */
import type { MappingDocument, Rule } from "@karla/sync/mapping";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { labelOfRule } from "./label-of-rule.ts";
import { nameOfRule } from "./name-of-rule.ts";
import { nameOfSource } from "./name-of-source.ts";
import { nameOfTarget } from "./name-of-target.ts";
import { PreviewLines } from "./preview-lines.tsx";
import { previewOf, resultsOf } from "./preview-values.ts";
import { ProblemLines } from "./problem-lines.tsx";
import { problemsOfRule } from "./problems-of-rule.ts";
import type { ReadyMapping } from "./ready-mapping.ts";

export interface RuleRowActions {
  onOpen: () => void;
  onEnable: (enabled: boolean) => void;
  onMove: (by: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

interface RuleRowProps {
  data: ReadyMapping;
  document: MappingDocument;
  rule: Rule;
  at: number;
  actions: RuleRowActions;
}

/** A rule in the list: what it does, what is wrong with it, what it sends of the order that is looked at. */
export function RuleRow({ data, document, rule, at, actions }: RuleRowProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Text, Badge } = usePrimitives();
  const preview = previewOf(rule, data.preview);
  const problems = problemsOfRule(rule, data.preview, (id) => labelOfRule(id, document) ?? id);
  const [source, target] = [nameOfSource(rule.source, t), nameOfTarget(rule.target, t)];
  const results = preview === null ? [] : resultsOf(preview);
  return (
    <Stack gap="tight">
      <Stack direction="row">
        <Text as="h3">
          <bdi>{nameOfRule(rule, t)}</bdi>
        </Text>
        {rule.enabled ? null : <Badge tone="neutral">{t("mapping.rules.off")}</Badge>}
        {problems.length === 0 ? null : (
          <Badge tone={problems.some(({ kind }) => kind === "finding") ? "critical" : "warning"}>
            {t("mapping.rules.problems", { count: problems.length })}
          </Badge>
        )}
      </Stack>
      <Text tone="subdued">
        {rule.transforms.length === 0
          ? t("mapping.rules.sentence", { source, target })
          : t("mapping.rules.sentence_steps", { source, target, count: rule.transforms.length })}
      </Text>
      {results.length === 0 || !data.preview?.order ? null : (
        <Stack direction="row" gap="tight">
          <Text as="span" size="small" tone="subdued">
            {t("mapping.preview.on_order", { order: data.preview.order.name })}
          </Text>
          <PreviewLines values={results} />
        </Stack>
      )}
      <ProblemLines problems={problems} />
      <Buttons rule={rule} at={at} count={document.rules.length} actions={actions} />
    </Stack>
  );
}

interface ButtonsProps extends Pick<RuleRowProps, "rule" | "at" | "actions"> {
  count: number;
}

function Buttons({ rule, at, count, actions }: ButtonsProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Button, Checkbox } = usePrimitives();
  const name = nameOfRule(rule, t);
  const named = (label: string) => ({ label, accessibleLabel: t("mapping.rules.button_for", { label, rule: name }) });
  return (
    <Stack direction="row" gap="tight">
      <Button id={`${rule.id}.open`} {...named(t("mapping.rules.open"))} onPress={actions.onOpen} />
      <Button id={`${rule.id}.up`} {...named(t("mapping.up"))} disabled={at === 0} onPress={() => actions.onMove(-1)} />
      <Button
        id={`${rule.id}.down`}
        {...named(t("mapping.down"))}
        disabled={at + 1 === count}
        onPress={() => actions.onMove(1)}
      />
      <Button id={`${rule.id}.duplicate`} {...named(t("mapping.rules.duplicate"))} onPress={actions.onDuplicate} />
      <Button {...named(t("mapping.remove"))} onPress={actions.onRemove} />
      <Checkbox
        name={`${rule.id}.enabled`}
        {...named(t("mapping.rules.enabled"))}
        checked={rule.enabled}
        onChange={actions.onEnable}
      />
    </Stack>
  );
}
