/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { NumberField } from "./number-field.tsx";
import type { Literal } from "./rule-types.ts";
import { WrittenField } from "./written-field.tsx";

interface LiteralFieldProps {
  /** Its path in the rule. */
  name: string;
  /** What the value is for. */
  label: string;
  value: Literal;
  onChange: (value: Literal) => void;
}

const KINDS = ["text", "number", "boolean"] as const;
type Kind = (typeof KINDS)[number];

/** A fixed value: a text, a whole number, or yes or no. */
export function LiteralField({ name, label, value, onChange }: LiteralFieldProps) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  return (
    <Stack gap="tight">
      <ChoiceField
        name={`${name}.kind`}
        label={t("mapping.literal.kind", { label })}
        value={kindOf(value)}
        options={KINDS.map((kind) => ({ value: kind, label: t(`mapping_words.type.${kind}`) }))}
        onChange={(kind) => onChange(asKind(value, kind))}
      />
      <Value name={name} label={label} value={value} onChange={onChange} />
    </Stack>
  );
}

function Value({ name, label, value, onChange }: LiteralFieldProps) {
  const { t } = useTranslation("merchant");
  switch (typeof value) {
    case "string":
      return <WrittenField name={name} label={label} value={value} onChange={onChange} />;
    case "number":
      return (
        <NumberField
          name={name}
          label={label}
          value={value}
          least={Number.MIN_SAFE_INTEGER}
          most={Number.MAX_SAFE_INTEGER}
          onChange={onChange}
        />
      );
    case "boolean":
      return (
        <ChoiceField
          name={name}
          label={label}
          value={value ? "yes" : "no"}
          options={(["yes", "no"] as const).map((said) => ({ value: said, label: t(`mapping.literal.${said}`) }))}
          onChange={(said) => onChange(said === "yes")}
        />
      );
  }
}

function kindOf(value: Literal): Kind {
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
  }
}

/** What was written is kept where it can be. */
function asKind(value: Literal, kind: Kind): Literal {
  switch (kind) {
    case "text":
      return typeof value === "boolean" ? "" : String(value);
    case "number":
      return typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : 0;
    case "boolean":
      return true;
  }
}
