/** @jsxImportSource react */
import { MAX_CHECKS } from "@karla/sync/mapping-limits";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { LiteralField } from "./literal-field.tsx";
import { QuestionForm } from "./question-form.tsx";
import type { Check, Outcome, StepOf } from "./rule-types.ts";
import { SourceField } from "./source-field.tsx";
import { useLead } from "./use-lead.ts";

interface ConditionFormProps {
  /** Its path in the rule. */
  path: string;
  step: StepOf<"condition">;
  onChange: (step: StepOf<"condition">) => void;
}

/** Questions about the value or about anything else of the order, and what comes of either answer. */
export function ConditionForm({ path, step, onChange }: ConditionFormProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Button } = usePrimitives();
  const lead = useLead();
  const { match, checks } = step.if;
  const add = `${path}.if.add`;
  const withChecks = (changed: Check[]) => onChange({ ...step, if: { match, checks: changed } });
  return (
    <Stack>
      {checks.length < 2 ? null : (
        <ChoiceField
          name={`${path}.if.match`}
          label={t("mapping.condition.match")}
          value={match}
          options={(["all", "any"] as const).map((value) => ({ value, label: t(`mapping.condition.match_${value}`) }))}
          onChange={(value) => onChange({ ...step, if: { match: value, checks } })}
        />
      )}
      {checks.map((check, at) => (
        <CheckForm
          // biome-ignore lint/suspicious/noArrayIndexKey: a check is named by its place alone
          key={at}
          path={`${path}.if.checks.${at}`}
          number={at + 1}
          check={check}
          onChange={(changed) => withChecks(checks.map((one, index) => (index === at ? changed : one)))}
          {...(checks.length > 1
            ? {
                onRemove: () => {
                  lead(add);
                  withChecks(checks.filter((_, index) => index !== at));
                },
              }
            : {})}
        />
      ))}
      {checks.length >= MAX_CHECKS ? null : (
        <Button
          id={add}
          label={t("mapping.condition.add")}
          onPress={() => {
            lead(`${path}.if.checks.${checks.length}.of`);
            withChecks([...checks, { source: { from: "value" }, test: { is: "equals", value: "" } }]);
          }}
        />
      )}
      <OutcomeForm
        path={`${path}.yes`}
        label={t("mapping.condition.yes")}
        outcome={step.yes}
        onChange={(yes) => onChange({ ...step, yes })}
      />
      <OutcomeForm
        path={`${path}.no`}
        label={t("mapping.condition.no")}
        outcome={step.no}
        onChange={(no) => onChange({ ...step, no })}
      />
    </Stack>
  );
}

interface CheckFormProps {
  path: string;
  number: number;
  check: Check;
  onChange: (check: Check) => void;
  /** Not given for the only one. */
  onRemove?: () => void;
}

function CheckForm({ path, number, check, onChange, onRemove }: CheckFormProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Button } = usePrimitives();
  return (
    <Stack gap="tight">
      <ChoiceField
        name={`${path}.of`}
        label={t("mapping.condition.of", { number })}
        value={check.source.from === "value" ? "value" : "other"}
        options={(["value", "other"] as const).map((value) => ({ value, label: t(`mapping.condition.of_${value}`) }))}
        onChange={(of) =>
          onChange({ ...check, source: of === "value" ? { from: "value" } : { from: "field", field: "order.total" } })
        }
      />
      {check.source.from === "value" ? null : (
        <SourceField
          path={`${path}.source`}
          label={t("mapping.condition.looked_at", { number })}
          source={check.source}
          onChange={(source) => onChange({ ...check, source })}
        />
      )}
      <QuestionForm
        path={`${path}.test`}
        number={number}
        test={check.test}
        onChange={(test) => onChange({ ...check, test })}
      />
      {onRemove === undefined ? null : (
        <Button
          label={t("mapping.condition.remove")}
          accessibleLabel={t("mapping.condition.remove_number", { number })}
          onPress={onRemove}
        />
      )}
    </Stack>
  );
}

interface OutcomeFormProps {
  path: string;
  label: string;
  outcome: Outcome;
  onChange: (outcome: Outcome) => void;
}

function OutcomeForm({ path, label, outcome, onChange }: OutcomeFormProps) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  return (
    <Stack gap="tight">
      <ChoiceField
        name={`${path}.use`}
        label={label}
        value={outcome.use}
        options={(["value", "nothing", "literal"] as const).map((value) => ({
          value,
          label: t(`mapping.condition.use_${value}`),
        }))}
        onChange={(use) => onChange(use === "literal" ? { use, value: "" } : { use })}
      />
      {outcome.use === "literal" ? (
        <LiteralField
          name={`${path}.value`}
          label={t("mapping.condition.literal", { label })}
          value={outcome.value}
          onChange={(value) => onChange({ ...outcome, value })}
        />
      ) : null}
    </Stack>
  );
}
