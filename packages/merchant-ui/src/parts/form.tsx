/** @jsxImportSource react */
import type { FormProps } from "../primitives.tsx";

/** A form that only its page hears of. */
export function Form({ label, onSubmit, children }: FormProps) {
  return (
    <form
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
