/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { useEditing } from "./editing.tsx";
import type { StepOf } from "./rule-types.ts";

interface DateFormProps {
  /** Its path in the rule. */
  path: string;
  step: StepOf<"date">;
  onChange: (step: StepOf<"date">) => void;
}

const READ = [
  { value: "iso", words: "iso" },
  { value: "d.m.y", words: "day_first" },
  { value: "m/d/y", words: "month_first" },
  { value: "unix", words: "unix" },
] as const satisfies { value: StepOf<"date">["read"]; words: string }[];
const SHOWN = ["date", "date_de", "date_us", "time", "date_time", "iso"] as const satisfies StepOf<"date">["show"][];

/** How a date is written in the order, how it is written for Karla, and in whose time. */
export function DateForm({ path, step, onChange }: DateFormProps) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  const { timeZone } = useEditing();
  const zones = [...new Set([timeZone, ...Intl.supportedValuesOf("timeZone")])];
  return (
    <Stack gap="tight">
      <ChoiceField
        name={`${path}.read`}
        label={t("mapping.date.read")}
        value={step.read}
        options={READ.map(({ value, words }) => ({ value, label: t(`mapping.date.read_${words}`) }))}
        onChange={(read) => onChange({ ...step, read })}
      />
      <ChoiceField
        name={`${path}.show`}
        label={t("mapping.date.show")}
        value={step.show}
        options={SHOWN.map((value) => ({ value, label: t(`mapping.date.show_${value}`) }))}
        onChange={(show) => onChange({ ...step, show })}
      />
      <ChoiceField
        name={`${path}.zone`}
        label={t("mapping.date.zone")}
        help={t("mapping.date.zone_help")}
        value={step.zone}
        options={zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
        onChange={(zone) => onChange({ ...step, zone })}
      />
    </Stack>
  );
}
