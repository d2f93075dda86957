/** @jsxImportSource react */
import type { DisclosureProps } from "@karla/merchant-ui/primitives";
import { useId } from "react";

export function Disclosure({ id, label, accessibleLabel, open, onToggle, beside, children }: DisclosureProps) {
  const panel = useId();
  return (
    <div className="karla-stack">
      <div className="karla-row karla-gap-tight">
        <button
          id={id}
          type="button"
          className="karla-button karla-button-framed karla-disclosure"
          aria-label={accessibleLabel}
          aria-expanded={open}
          aria-controls={open ? panel : undefined}
          onClick={onToggle}
        >
          {label}
        </button>
        {beside}
      </div>
      {open ? <div id={panel}>{children}</div> : null}
    </div>
  );
}
