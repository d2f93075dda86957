/** @jsxImportSource react */
import type { TextFieldProps } from "@karla/merchant-ui/primitives";
import { DescribedField, describedBy } from "./described-field.tsx";

export function TextField({
  name,
  label,
  value,
  onChange,
  type = "text",
  multiline,
  maxLength,
  autoComplete,
  help,
  error,
  required = false,
}: TextFieldProps) {
  const Field = multiline === undefined ? "input" : "textarea";
  return (
    <DescribedField name={name} label={label} help={help} error={error}>
      <Field
        id={name}
        name={name}
        {...(multiline === undefined ? { type } : { rows: multiline })}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        autoComplete={autoComplete}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={maxLength}
        aria-required={required || undefined}
        {...describedBy(name, help, error)}
      />
    </DescribedField>
  );
}
