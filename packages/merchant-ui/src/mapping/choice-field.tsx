/** @jsxImportSource react */
import { usePrimitives } from "../primitives.tsx";

interface ChoiceFieldProps<Value extends string> {
  /** Its path in the rule. */
  name: string;
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; group?: string }[];
  onChange: (value: Value) => void;
  help?: string;
}

/** One of a few values. What a document has that is not among them stays until another is chosen. */
export function ChoiceField<Value extends string>({ options, value, onChange, ...props }: ChoiceFieldProps<Value>) {
  const { Select } = usePrimitives();
  const known = options.some((option) => option.value === value);
  return (
    <Select
      {...props}
      value={value}
      options={known ? options : [{ value, label: value }, ...options]}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
    />
  );
}
