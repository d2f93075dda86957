/** @jsxImportSource react */
import type { Action } from "@karla/merchant-ui/primitives";
import { Button } from "./button.tsx";

interface ActionButtonProps {
  action: Action | undefined;
  look?: "framed" | "plain" | "primary";
}

/** The button of a banner, a card or a page; nothing where there is none. */
export function ActionButton({ action, look = "framed" }: ActionButtonProps) {
  if (action === undefined) return null;
  const { label, onAction, busy = false, disabled = false } = action;
  const drawn = look === "primary" ? { primary: true } : { look };
  return <Button label={label} onPress={onAction} busy={busy} disabled={disabled} {...drawn} />;
}
