/** @jsxImportSource react */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { ChoiceField } from "./choice-field.tsx";
import type { StepKind } from "./rule-types.ts";
import { groupOfStep } from "./start-step.ts";

interface AddStepProps<Kind extends StepKind> {
  name: string;
  kinds: readonly Kind[];
  /** What stands before the number of a step. */
  counted: string;
  onAdd: (kind: Kind) => void;
}

/** Chooses what is done next, and adds it. */
export function AddStep<Kind extends StepKind>({ name, kinds, counted, onAdd }: AddStepProps<Kind>) {
  const { t } = useTranslation("merchant");
  const { Stack, Button } = usePrimitives();
  const [wanted, setWanted] = useState<Kind | null>(null);
  const [first] = kinds;
  const kind = wanted !== null && kinds.includes(wanted) ? wanted : first;
  if (kind === undefined) return null;
  const label = t("mapping.steps.add");
  return (
    <Stack gap="tight">
      <ChoiceField
        name={name}
        label={
          counted === "" ? t("mapping.steps.next") : t("mapping.steps.next_within", { number: counted.slice(0, -1) })
        }
        value={kind}
        options={kinds.map((value) => ({
          value,
          label: t(`mapping.kinds.${value}`),
          group: t(`mapping.step_groups.${groupOfStep(value)}`),
        }))}
        onChange={setWanted}
      />
      <Button
        label={label}
        {...(counted === ""
          ? {}
          : { accessibleLabel: t("mapping.steps.button_for", { label, number: counted.slice(0, -1) }) })}
        onPress={() => onAdd(kind)}
      />
    </Stack>
  );
}
