/** @jsxImportSource react */
import { MAX_NAME, MAX_PATTERN } from "@karla/sync/mapping-limits";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { DateForm } from "./date-form.tsx";
import { LiteralField } from "./literal-field.tsx";
import type { ItemStep, StepOf } from "./rule-types.ts";
import { SourceField } from "./source-field.tsx";
import { TableForm } from "./table-form.tsx";
import { WrittenField } from "./written-field.tsx";

/** The form of one kind of step. `path` is its path in the rule. */
export interface StepFormProps<Of> {
  path: string;
  step: Of;
  onChange: (step: Of) => void;
}

/** What a step over one value needs to know. */
export function ItemStepForm({ path, step, onChange }: StepFormProps<ItemStep>) {
  const { t } = useTranslation("merchant");
  const { Text } = usePrimitives();
  switch (step.do) {
    case "default":
      return (
        <LiteralField
          name={`${path}.value`}
          label={t("mapping.step.default_value")}
          value={step.value}
          onChange={(value) => onChange({ ...step, value })}
        />
      );
    case "lookup":
      return <TableForm path={path} step={step} onChange={onChange} />;
    case "case":
      return (
        <ChoiceField
          name={`${path}.to`}
          label={t("mapping.step.case_to")}
          value={step.to}
          options={(["upper", "lower", "title", "sentence"] as const).map((value) => ({
            value,
            label: t(`mapping_words.step.case.${value}`),
          }))}
          onChange={(to) => onChange({ ...step, to })}
        />
      );
    case "replace":
      return <ReplaceForm path={path} step={step} onChange={onChange} />;
    case "concat":
      return <ConcatForm path={path} step={step} onChange={onChange} />;
    case "number":
      return <NumberForm path={path} step={step} onChange={onChange} />;
    case "money":
      return <MoneyForm path={path} step={step} onChange={onChange} />;
    case "date":
      return <DateForm path={path} step={step} onChange={onChange} />;
    case "hash":
      return (
        <WrittenField
          name={`${path}.salt`}
          label={t("mapping.step.salt")}
          help={t("mapping.step.salt_help")}
          value={step.salt}
          onChange={(salt) => onChange({ ...step, salt })}
          maxLength={MAX_NAME}
        />
      );
    case "regex":
    case "regex_replace":
      return <PatternForm path={path} step={step} onChange={onChange} />;
    case "trim":
    case "slug":
      return <Text tone="subdued">{t("mapping.step.nothing_to_set")}</Text>;
  }
}

function ReplaceForm({ path, step, onChange }: StepFormProps<StepOf<"replace">>) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  return (
    <Stack gap="tight">
      <WrittenField
        name={`${path}.find`}
        label={t("mapping.step.find")}
        value={step.find}
        onChange={(find) => onChange({ ...step, find })}
      />
      <WrittenField
        name={`${path}.with`}
        label={t("mapping.step.replace_with")}
        help={t("mapping.step.replace_with_help")}
        value={step.with}
        onChange={(replacement) => onChange({ ...step, with: replacement })}
      />
    </Stack>
  );
}

function ConcatForm({ path, step, onChange }: StepFormProps<StepOf<"concat">>) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  return (
    <Stack gap="tight">
      <ChoiceField
        name={`${path}.place`}
        label={t("mapping.step.place")}
        value={step.place}
        options={(["before", "after"] as const).map((value) => ({ value, label: t(`mapping.step.place_${value}`) }))}
        onChange={(place) => onChange({ ...step, place })}
      />
      <SourceField
        path={`${path}.with`}
        label={t("mapping.step.added")}
        source={step.with}
        onChange={(added) => onChange({ ...step, with: added })}
      />
      <WrittenField
        name={`${path}.between`}
        label={t("mapping.step.between")}
        help={t("mapping.step.between_help")}
        value={step.between}
        onChange={(between) => onChange({ ...step, between })}
        maxLength={MAX_NAME}
      />
    </Stack>
  );
}

const DECIMALS = ["as_is", "0", "1", "2", "3", "4", "5", "6"] as const;

function NumberForm({ path, step, onChange }: StepFormProps<StepOf<"number">>) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  const decimals = DECIMALS.find((value) => value === String(step.decimals)) ?? "as_is";
  return (
    <Stack gap="tight">
      <ChoiceField
        name={`${path}.decimalMark`}
        label={t("mapping.step.decimal_mark")}
        value={step.decimalMark}
        options={[
          { value: ",", label: t("mapping.step.decimal_comma") },
          { value: ".", label: t("mapping.step.decimal_point") },
        ]}
        onChange={(decimalMark) => onChange({ ...step, decimalMark })}
      />
      <ChoiceField
        name={`${path}.decimals`}
        label={t("mapping.step.decimals")}
        value={decimals}
        options={DECIMALS.map((value) => ({
          value,
          label: value === "as_is" ? t("mapping.step.decimals_all") : value,
        }))}
        onChange={(value) => onChange({ ...step, decimals: value === "as_is" ? null : Number(value) })}
      />
    </Stack>
  );
}

const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "DKK", "SEK", "NOK", "PLN", "CZK", "HUF", "CAD", "AUD", "JPY"];

function MoneyForm({ path, step, onChange }: StepFormProps<StepOf<"money">>) {
  const { t } = useTranslation("merchant");
  return (
    <ChoiceField
      name={`${path}.currency`}
      label={t("mapping.step.currency")}
      value={step.currency}
      options={[
        { value: "order", label: t("mapping.step.currency_of_order") },
        ...CURRENCIES.map((value) => ({ value, label: value })),
      ]}
      onChange={(currency) => onChange({ ...step, currency })}
    />
  );
}

const PARTS = ["match", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

function PatternForm({ path, step, onChange }: StepFormProps<StepOf<"regex"> | StepOf<"regex_replace">>) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  return (
    <Stack gap="tight">
      <WrittenField
        name={`${path}.pattern`}
        label={t("mapping.step.pattern")}
        help={t("mapping.step.pattern_help")}
        value={step.pattern}
        onChange={(pattern) => onChange({ ...step, pattern })}
        maxLength={MAX_PATTERN}
      />
      {step.do === "regex" ? (
        <ChoiceField
          name={`${path}.take`}
          label={t("mapping.step.take")}
          value={PARTS.find((part) => part === String(step.take)) ?? "match"}
          options={PARTS.map((value) => ({
            value,
            label: value === "match" ? t("mapping.step.take_all") : t("mapping.step.take_part", { number: value }),
          }))}
          onChange={(part) => onChange({ ...step, take: part === "match" ? part : Number(part) })}
        />
      ) : (
        <WrittenField
          name={`${path}.with`}
          label={t("mapping.step.replace_with")}
          help={t("mapping.step.pattern_with_help")}
          value={step.with}
          onChange={(replacement) => onChange({ ...step, with: replacement })}
        />
      )}
    </Stack>
  );
}
