/** @jsxImportSource react */
import { groupedOptions } from "@karla/merchant-ui/parts/grouped-options";
import type { SelectProps } from "@karla/merchant-ui/primitives";
import { DescribedField, describedBy } from "./described-field.tsx";

export function Select({ name, label, value, options, onChange, help, error }: SelectProps) {
  return (
    <DescribedField name={name} label={label} help={help} error={error}>
      <select
        id={name}
        name={name}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        {...describedBy(name, help, error)}
      >
        {groupedOptions(options).map((one) =>
          "options" in one ? (
            <optgroup key={one.title} label={one.title}>
              {one.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ) : (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ),
        )}
      </select>
    </DescribedField>
  );
}
