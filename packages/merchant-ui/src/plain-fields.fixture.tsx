/** @jsxImportSource react */
import { useId } from "react";
import type { Primitives } from "./primitives.tsx";

/** The fields of `plainPrimitives`. */
export const plainFields: Pick<Primitives, "TextField" | "Select" | "Checkbox" | "FileButton"> = {
  TextField: ({
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
    required,
  }) => {
    const Field = multiline === undefined ? "input" : "textarea";
    return (
      <div>
        <label htmlFor={name}>{label}</label>
        <Field
          id={name}
          name={name}
          {...(multiline === undefined ? { type } : { rows: multiline })}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          autoComplete={autoComplete}
          maxLength={maxLength}
          aria-required={required}
          {...describedBy(name, help, error)}
        />
        <Notes name={name} help={help} error={error} />
      </div>
    );
  },
  Select: ({ name, label, value, options, onChange, help, error }) => (
    <div>
      <label htmlFor={name}>{label}</label>
      <select
        id={name}
        name={name}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...describedBy(name, help, error)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} data-group={option.group}>
            {option.label}
          </option>
        ))}
      </select>
      <Notes name={name} help={help} error={error} />
    </div>
  ),
  Checkbox: ({ name, label, accessibleLabel, checked, onChange }) => (
    <div>
      <input
        id={name}
        name={name}
        type="checkbox"
        aria-label={accessibleLabel}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label htmlFor={name}>{label}</label>
    </div>
  ),
  FileButton: function FileButton({ label, accept, onFile, disabled = false }) {
    const id = useId();
    return (
      <div>
        <label htmlFor={id}>{label}</label>
        <input
          id={id}
          type="file"
          accept={accept}
          disabled={disabled}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) onFile(file);
          }}
        />
      </div>
    );
  },
};

interface Said {
  name: string;
  help: string | undefined;
  error: string | undefined;
}

function describedBy(name: string, help: string | undefined, error: string | undefined) {
  const ids = [help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(" ");
  return { "aria-invalid": error !== undefined, ...(ids === "" ? {} : { "aria-describedby": ids }) };
}

function Notes({ name, help, error }: Said) {
  return (
    <>
      {help === undefined ? null : <p id={`${name}-help`}>{help}</p>}
      {error === undefined ? null : <p id={`${name}-error`}>{error}</p>}
    </>
  );
}
