/** @jsxImportSource react */
import type { ButtonProps } from "@karla/merchant-ui/primitives";

interface Props extends ButtonProps {
  /** "plain" for what is beside a title, and may not draw the eye. */
  look?: "framed" | "plain";
}

/**
 * A button that cannot be pressed says so and keeps the keyboard: one that the browser disables loses it. The sign that it
 * is under way is drawn by the style sheet, for a name has to stay what is read.
 */
export function Button({
  id,
  label,
  accessibleLabel,
  onPress,
  submit = false,
  primary = false,
  busy = false,
  disabled = false,
  look = "framed",
}: Props) {
  const rests = busy || disabled;
  return (
    <button
      id={id}
      type={submit ? "submit" : "button"}
      className={`karla-button karla-button-${primary ? "primary" : look}`}
      aria-label={accessibleLabel}
      aria-disabled={rests || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        // Also Enter in a field of its form comes as a press of it.
        if (rests) event.preventDefault();
        else onPress?.();
      }}
    >
      {label}
    </button>
  );
}
