/** @jsxImportSource react */
import { MAX_ITEMS, MAX_NAME } from "@karla/sync/mapping-limits";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { ConditionForm } from "./condition-form.tsx";
import { useEditing } from "./editing.tsx";
import { ItemStepForm, type StepFormProps } from "./item-step-form.tsx";
import { NumberField } from "./number-field.tsx";
import { QuestionForm } from "./question-form.tsx";
import type { Step, StepOf } from "./rule-types.ts";
import { ITEM_KINDS, startItemStep } from "./start-step.ts";
import { StepList } from "./step-list.tsx";
import { WrittenField } from "./written-field.tsx";

/** What a step needs to know. `number` is the step's, as the merchant counts. */
export function StepForm({ path, number, step, onChange }: StepFormProps<Step> & { number: string }) {
  const { t } = useTranslation("merchant");
  switch (step.do) {
    case "split":
      return (
        <WrittenField
          name={`${path}.by`}
          label={t("mapping.step.split_by")}
          value={step.by}
          onChange={(by) => onChange({ ...step, by })}
          maxLength={MAX_NAME}
        />
      );
    case "join":
      return (
        <WrittenField
          name={`${path}.with`}
          label={t("mapping.step.join_with")}
          value={step.with}
          onChange={(between) => onChange({ ...step, with: between })}
          maxLength={MAX_NAME}
        />
      );
    case "pick":
      return (
        <ChoiceField
          name={`${path}.which`}
          label={t("mapping.step.which")}
          value={step.which}
          options={(["first", "last"] as const).map((value) => ({ value, label: t(`mapping.step.which_${value}`) }))}
          onChange={(which) => onChange({ ...step, which })}
        />
      );
    case "pick_nth":
      return (
        <NumberField
          name={`${path}.nth`}
          label={t("mapping.step.nth", { most: MAX_ITEMS })}
          value={step.nth}
          least={1}
          most={MAX_ITEMS}
          onChange={(nth) => onChange({ ...step, nth })}
        />
      );
    case "filter":
      return <QuestionForm path={`${path}.test`} test={step.test} onChange={(test) => onChange({ ...step, test })} />;
    case "each":
      return <EachForm path={path} number={number} step={step} onChange={onChange} />;
    case "condition":
      return <ConditionForm path={path} step={step} onChange={onChange} />;
    default:
      return <ItemStepForm path={path} step={step} onChange={onChange} />;
  }
}

function EachForm({ path, number, step, onChange }: StepFormProps<StepOf<"each">> & { number: string }) {
  const { Stack } = usePrimitives();
  const where = useEditing();
  return (
    <Stack>
      <StepList
        path={`${path}.transforms`}
        counted={`${number}.`}
        least={1}
        steps={step.transforms}
        kinds={ITEM_KINDS}
        start={(kind) => startItemStep(kind, null, where)}
        form={(props) => <ItemStepForm {...props} />}
        after={() => null}
        onChange={(transforms) => onChange({ ...step, transforms })}
      />
    </Stack>
  );
}
