/** @jsxImportSource react */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { Step } from "./rule-types.ts";
import { sentenceOfStep } from "./sentence-of-step.ts";

interface StepRowProps {
  /** Its path in the rule. */
  path: string;
  /** As the merchant counts: "2", "2.1". */
  number: string;
  step: Step;
  open: boolean;
  onToggle: () => void;
  /** What is shown below. */
  after: ReactNode;
  canMoveUp: boolean;
  canMoveDown: boolean;
  onMove: (by: -1 | 1) => void;
  /** Not given where it has to stay. */
  onRemove?: () => void;
  /** Its form. */
  children: ReactNode;
}

/** One step as a sentence, and what can be done with it. */
export function StepRow({ path, number, step, open, onToggle, after, onMove, onRemove, ...props }: StepRowProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Text, Button, Disclosure } = usePrimitives();
  const named = (label: string) => ({ label, accessibleLabel: t("mapping.steps.button_for", { label, number }) });
  return (
    <Stack gap="tight">
      <Text as="h3">{t("mapping.steps.sentence", { number, sentence: sentenceOfStep(step, t) })}</Text>
      <Disclosure
        id={`${path}.form`}
        {...named(t("mapping.change"))}
        open={open}
        onToggle={onToggle}
        beside={
          <>
            <Button
              id={`${path}.up`}
              {...named(t("mapping.up"))}
              disabled={!props.canMoveUp}
              onPress={() => onMove(-1)}
            />
            <Button
              id={`${path}.down`}
              {...named(t("mapping.down"))}
              disabled={!props.canMoveDown}
              onPress={() => onMove(1)}
            />
            {onRemove === undefined ? null : <Button {...named(t("mapping.remove"))} onPress={onRemove} />}
          </>
        }
      >
        {props.children}
      </Disclosure>
      {after}
    </Stack>
  );
}
