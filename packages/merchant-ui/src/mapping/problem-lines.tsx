/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { type Tone, usePrimitives } from "../primitives.tsx";
import type { RuleProblem } from "./problems-of-rule.ts";

const TONES: Record<RuleProblem["kind"], Tone> = { finding: "critical", unfinished: "info", issue: "warning" };

/** What is wrong with a rule, a line for each: whether it keeps it from being saved or is one of this order, and what helps. */
export function ProblemLines({ problems }: { problems: readonly RuleProblem[] }) {
  const { t } = useTranslation("merchant");
  const { Stack, Badge, Text } = usePrimitives();
  if (problems.length === 0) return null;
  return (
    <Stack gap="tight">
      {problems.map((problem) => (
        <Stack key={JSON.stringify(problem)} direction="row" gap="tight">
          <Badge tone={TONES[problem.kind]}>{t(`mapping.problem.${problem.kind}`)}</Badge>
          <Text as="span">{t(problem.text, problem.values)}</Text>
        </Stack>
      ))}
    </Stack>
  );
}
