/** @jsxImportSource react */
import type { CheckboxProps } from "@karla/merchant-ui/primitives";

export function Checkbox({ name, label, accessibleLabel, checked, onChange }: CheckboxProps) {
  return (
    <div className="karla-checkbox">
      <input
        id={name}
        name={name}
        type="checkbox"
        aria-label={accessibleLabel}
        checked={checked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <label htmlFor={name}>{label}</label>
    </div>
  );
}
