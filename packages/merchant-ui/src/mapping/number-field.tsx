/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { useHeld } from "./use-held.ts";

interface NumberFieldProps {
  name: string;
  label: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
}

/** A whole number. While something else is written, the last one counts, and the field says so. */
export function NumberField({ name, label, value, least, most, onChange }: NumberFieldProps) {
  const { t } = useTranslation("merchant");
  const { TextField } = usePrimitives();
  const [written, keep] = useHeld(value, String);
  const said = wholeNumber(written, least, most);
  return (
    <TextField
      name={name}
      label={label}
      value={written}
      autoComplete="off"
      maxLength={17}
      onChange={(now) => {
        const number = wholeNumber(now, least, most);
        keep(now, number ?? value);
        if (number !== null) onChange(number);
      }}
      {...(said === null ? { error: t("mapping.whole_number", { value }) } : {})}
    />
  );
}

/** Null for what is none, or is out of bounds. */
export function wholeNumber(written: string, least: number, most: number): number | null {
  if (!/^-?\d+$/.test(written.trim())) return null;
  const number = Number(written);
  return Number.isSafeInteger(number) && number >= least && number <= most ? number : null;
}
