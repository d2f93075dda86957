/** @jsxImportSource react */
import type { FileButtonProps } from "@karla/merchant-ui/primitives";
import { useId } from "react";

/** The browser's own field for a file, which is not seen; its label is drawn as a button. The same file can be chosen twice in a row. */
export function FileButton({ label, accept, onFile, busy = false, disabled = false }: FileButtonProps) {
  const id = useId();
  const rests = busy || disabled;
  return (
    <div className="karla-file">
      <input
        id={id}
        type="file"
        className="karla-unseen"
        accept={accept}
        aria-disabled={rests || undefined}
        aria-busy={busy || undefined}
        onClick={(event) => {
          if (rests) event.preventDefault();
        }}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}
