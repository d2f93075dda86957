/** @jsxImportSource react */
import { MAX_NAME, MAX_PATTERN, MAX_TABLE } from "@karla/sync/mapping-limits";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { asQuestion, linesOf, QUESTIONS, writtenOf } from "./questions.ts";
import type { Test } from "./rule-types.ts";
import { useHeld } from "./use-held.ts";
import { WrittenField } from "./written-field.tsx";

interface QuestionFormProps {
  /** Its path in the rule. */
  path: string;
  /** Of several questions, which one. */
  number?: number;
  test: Test;
  onChange: (test: Test) => void;
}

/** One question about a value, and what it is compared with. */
export function QuestionForm({ number, ...props }: QuestionFormProps) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  const { path, test, onChange } = props;
  const named = (label: string) => (number === undefined ? label : t("mapping.question.named", { number, label }));
  return (
    <Stack gap="tight">
      <ChoiceField
        name={`${path}.is`}
        label={named(t("mapping.question.is"))}
        value={test.is}
        options={QUESTIONS.map((value) => ({ value, label: t(`mapping.question.${value}`) }))}
        onChange={(is) => onChange(asQuestion(is, writtenOf(test)))}
      />
      <Compared {...props} named={named} />
    </Stack>
  );
}

interface ComparedProps extends QuestionFormProps {
  named: (label: string) => string;
}

function Compared({ path, test, named, onChange }: ComparedProps) {
  const { t } = useTranslation("merchant");
  switch (test.is) {
    case "empty":
    case "not_empty":
      return null;
    case "one_of":
      return <Lines path={path} test={test} named={named} onChange={onChange} />;
    case "matches":
      return (
        <WrittenField
          name={`${path}.pattern`}
          label={named(t("mapping.question.pattern"))}
          help={t("mapping.question.pattern_help")}
          value={test.pattern}
          onChange={(pattern) => onChange({ ...test, pattern })}
          maxLength={MAX_PATTERN}
        />
      );
    default:
      return (
        <WrittenField
          name={`${path}.value`}
          label={named(t("mapping.question.value"))}
          value={writtenOf(test)}
          onChange={(written) => onChange(asQuestion(test.is, written))}
          maxLength={MAX_NAME}
        />
      );
  }
}

function Lines({ path, test, named, onChange }: ComparedProps & { test: Extract<Test, { is: "one_of" }> }) {
  const { t } = useTranslation("merchant");
  const [written, keep] = useHeld(test.values, (values) => values.join("\n"));
  return (
    <WrittenField
      name={`${path}.values`}
      label={named(t("mapping.question.value"))}
      help={t("mapping.question.values_help")}
      value={written}
      onChange={(now) => {
        const values = linesOf(now);
        keep(now, values);
        onChange({ ...test, values });
      }}
      multiline={4}
      maxLength={MAX_TABLE * MAX_NAME}
    />
  );
}
