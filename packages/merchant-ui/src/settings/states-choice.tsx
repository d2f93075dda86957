/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { ChoiceField } from "../mapping/choice-field.tsx";
import { usePrimitives } from "../primitives.tsx";
import type { StateChoice } from "./data.ts";
import { stateLabels } from "./state-labels.ts";

interface StatesChoiceProps {
  /** The setting, and what it is about: its words have that name. */
  name: "orderStates" | "deliveryStates";
  of: "orders" | "deliveries";
  choices: readonly StateChoice[];
  /** Null: whatever the state. */
  value: readonly string[] | null;
  onChange: (value: string[] | null) => void;
}

/** Every state, or some that are ticked. */
export function StatesChoice({ name, of, choices, value, onChange }: StatesChoiceProps) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  const options = (["any", "some"] as const).map((one) => ({
    value: one,
    label: t(`settings.filters.states_${one}_${of}`),
  }));
  return (
    <Stack>
      <ChoiceField
        name={name}
        label={t(`settings.filters.states_${of}`)}
        value={value === null ? "any" : "some"}
        options={options}
        onChange={(chosen) => onChange(chosen === "any" ? null : choices.map(({ state }) => state))}
        help={t(`settings.filters.states_help_${of}`)}
      />
      {value === null ? null : <Ticks name={name} of={of} choices={choices} value={value} onChange={onChange} />}
    </Stack>
  );
}

function Ticks({ name, of, choices, value, onChange }: StatesChoiceProps & { value: readonly string[] }) {
  const { t } = useTranslation("merchant");
  const { Stack, Checkbox, Text } = usePrimitives();
  const labels = stateLabels(choices, value, t);
  const tick = (state: string, checked: boolean) =>
    onChange(labels.map((one) => one.state).filter((one) => (one === state ? checked : value.includes(one))));
  return (
    <Stack gap="tight">
      {labels.map(({ state, label }) => (
        <Checkbox
          key={state}
          name={`${name}.${state}`}
          label={label}
          accessibleLabel={`${label}: ${t(`settings.filters.states_${of}`)}`}
          checked={value.includes(state)}
          onChange={(checked) => tick(state, checked)}
        />
      ))}
      {value.length === 0 ? <Text>{t(`settings.filters.states_none_${of}`)}</Text> : null}
    </Stack>
  );
}
