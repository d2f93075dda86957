/** @jsxImportSource react */
import type { BarsProps } from "../primitives.tsx";

/** A small square in the colour of a bar, to stand before what the colour is for. */
export function Swatch({ tone }: { tone: BarsProps["legend"][number]["tone"] }) {
  return (
    <svg aria-hidden="true" className={`karla-swatch karla-bar-${tone}`} viewBox="0 0 1 1">
      <rect width="1" height="1" />
    </svg>
  );
}
