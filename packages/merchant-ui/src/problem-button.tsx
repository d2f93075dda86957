/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import type { ProblemActions } from "./data.ts";
import { usePrimitives } from "./primitives.tsx";
import { problemWords } from "./problem-words.ts";

/** The one button of a problem. Its accessible name says which problem, since several may read the same. */
export function ProblemButton({ code, actions }: { code: string; actions: ProblemActions }) {
  const { t } = useTranslation("merchant");
  const { Button } = usePrimitives();
  const words = problemWords(code);
  const label = t(words.button);
  return (
    <Button
      label={label}
      accessibleLabel={t("problems.button_for", { button: label, problem: t(words.title) })}
      onPress={() => actions.onRemedy(words.remedy, code)}
      busy={actions.busyCode === code}
    />
  );
}
