/** @jsxImportSource react */
import { MAX_STEPS } from "@karla/sync/mapping-limits";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { AddStep } from "./add-step.tsx";
import { moved } from "./edit-rules.ts";
import type { Step } from "./rule-types.ts";
import { StepRow } from "./step-row.tsx";
import { useLead } from "./use-lead.ts";

interface StepListProps<Of extends Step> {
  /** Its path in the rule. */
  path: string;
  /** What stands before the number of a step: "2." for those within the second. */
  counted: string;
  /** So many steps have to stay. */
  least: number;
  steps: readonly Of[];
  /** What can be added. */
  kinds: readonly Of["do"][];
  start: (kind: Of["do"]) => Of;
  form: (props: { path: string; number: string; step: Of; onChange: (step: Of) => void }) => ReactNode;
  /** What is shown below a step. */
  after: (at: number) => ReactNode;
  onChange: (steps: Of[]) => void;
}

/** Steps in their order, each as a sentence, with a form to change it. */
export function StepList<Of extends Step>(props: StepListProps<Of>) {
  const { t } = useTranslation("merchant");
  const { Stack, Announcement } = usePrimitives();
  const { path, counted, steps, onChange } = props;
  const [open, setOpen] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const lead = useLead();
  const at = (index: number, what: string) => `${path}.${index}.${what}`;
  const add = `${path}.kind`;

  const move = (index: number, by: -1 | 1) => {
    const [same, other] = by === -1 ? ["up", "down"] : ["down", "up"];
    lead(at(index + by, same), at(index + by, other));
    setOpen(open === index ? index + by : open === index + by ? index : open);
    setSaid(t("mapping.steps.moved", { from: counted + (index + 1), to: counted + (index + 1 + by) }));
    onChange(moved(steps, index, by));
  };
  const remove = (index: number) => {
    lead(at(index + 1 < steps.length ? index : index - 1, "form"), add);
    setOpen(null);
    setSaid(t("mapping.steps.removed", { number: counted + (index + 1) }));
    onChange(steps.filter((_, one) => one !== index));
  };
  return (
    <Stack>
      <Announcement text={said} />
      {steps.map((step, index) => (
        <StepRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is named by its place alone
          key={index}
          path={`${path}.${index}`}
          number={counted + (index + 1)}
          step={step}
          open={open === index}
          onToggle={() => setOpen(open === index ? null : index)}
          after={props.after(index)}
          canMoveUp={index > 0}
          canMoveDown={index + 1 < steps.length}
          onMove={(by) => move(index, by)}
          {...(steps.length > props.least ? { onRemove: () => remove(index) } : {})}
        >
          {props.form({
            path: `${path}.${index}`,
            number: counted + (index + 1),
            step,
            onChange: (changed) => onChange(steps.map((one, place) => (place === index ? changed : one))),
          })}
        </StepRow>
      ))}
      {steps.length >= MAX_STEPS ? null : (
        <AddStep
          name={add}
          kinds={props.kinds}
          counted={counted}
          onAdd={(kind) => {
            lead(at(steps.length, "form"));
            setOpen(steps.length);
            setSaid(t("mapping.steps.added", { number: counted + (steps.length + 1) }));
            onChange([...steps, props.start(kind)]);
          }}
        />
      )}
    </Stack>
  );
}
