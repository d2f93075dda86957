/** @jsxImportSource react */
import type { ReactNode } from "react";

interface DescribedFieldProps {
  name: string;
  label: string;
  help: string | undefined;
  error: string | undefined;
  children: ReactNode;
}

/** A field below its label, with what is said about it below. See `describedBy`. */
export function DescribedField({ name, label, help, error, children }: DescribedFieldProps) {
  return (
    <div className="karla-field">
      <label htmlFor={name}>{label}</label>
      {children}
      {error === undefined ? null : (
        <p id={`${name}-error`} className="karla-error">
          {error}
        </p>
      )}
      {help === undefined ? null : (
        <p id={`${name}-help`} className="karla-help">
          {help}
        </p>
      )}
    </div>
  );
}

/** Ties a field to what is said about it: what is wrong is read first. */
export function describedBy(name: string, help: string | undefined, error: string | undefined) {
  const ids = [error === undefined ? [] : `${name}-error`, help === undefined ? [] : `${name}-help`].flat();
  return {
    "aria-invalid": error === undefined ? undefined : true,
    "aria-describedby": ids.length === 0 ? undefined : ids.join(" "),
  };
}
