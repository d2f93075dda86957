/** @jsxImportSource react */
import type { ProgressBarProps } from "@karla/merchant-ui/primitives";
import { useId } from "react";

export function ProgressBar({ label, value }: ProgressBarProps) {
  const words = useId();
  return (
    <div className="karla-stack karla-gap-tight">
      <p id={words} className="karla-progress-words">
        {label}
      </p>
      <progress aria-labelledby={words} value={value} max={1} />
    </div>
  );
}
