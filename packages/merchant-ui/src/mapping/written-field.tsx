/** @jsxImportSource react */
import { MAX_WRITTEN } from "@karla/sync/mapping-limits";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { useEditing } from "./editing.tsx";

interface WrittenFieldProps {
  /** Its path in the rule. */
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  multiline?: number;
  maxLength?: number;
}

/** A text of a rule. Says so where it was left empty and may not be. */
export function WrittenField({ maxLength = MAX_WRITTEN, ...props }: WrittenFieldProps) {
  const { t } = useTranslation("merchant");
  const { TextField } = usePrimitives();
  const missing = useEditing().gaps.has(props.name) && props.value === "";
  return (
    <TextField
      {...props}
      autoComplete="off"
      maxLength={maxLength}
      {...(missing ? { error: t("mapping.missing") } : {})}
    />
  );
}
