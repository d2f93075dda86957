/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";

const MOST = 100;

interface OptionalTextProps {
  name: string;
  /** The key of its words. */
  words: "zip" | "deposit";
  value: string | null;
  onChange: (value: string | null) => void;
  error: string | null;
}

/** A code that a shop may have; null while nothing is entered. */
export function OptionalText({ name, words, value, onChange, error }: OptionalTextProps) {
  const { t } = useTranslation("merchant");
  const { TextField } = usePrimitives();
  return (
    <TextField
      name={name}
      label={t(`settings.filters.${words}`)}
      value={value ?? ""}
      onChange={(entered) => onChange(entered.trim() === "" ? null : entered)}
      autoComplete="off"
      maxLength={MOST}
      help={t(`settings.filters.${words}_help`)}
      {...(error === null ? {} : { error })}
    />
  );
}
