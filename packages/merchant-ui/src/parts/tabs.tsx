/** @jsxImportSource react */
import { type KeyboardEvent, useId } from "react";
import type { TabsProps } from "../primitives.tsx";

/** Where a key leads to from one of so many tabs; null for a key that leads nowhere. */
function next(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowLeft":
      return (at + count - 1) % count;
    case "ArrowRight":
      return (at + 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** Tabs in a row, of which the keyboard stops at the selected one. How they look is each admin's own (`.karla-tabs`). */
export function Tabs({ label, items, selected, onSelect, children }: TabsProps) {
  const prefix = useId();
  const panel = `${prefix}panel`;
  const idOf = (item: string) => `${prefix}${item}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const at = items.findIndex(({ id }) => id === selected);
    const item = items[next(event.key, at, items.length) ?? -1];
    if (item === undefined) return;
    event.preventDefault();
    onSelect(item.id);
    document.getElementById(idOf(item.id))?.focus();
  };
  return (
    <div className="karla-tabs">
      <div role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {items.map((item) => (
          <button
            key={item.id}
            id={idOf(item.id)}
            type="button"
            role="tab"
            aria-selected={item.id === selected}
            aria-controls={panel}
            tabIndex={item.id === selected ? 0 : -1}
            onClick={() => onSelect(item.id)}
          >
            {item.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={panel} aria-labelledby={idOf(selected)}>
        {children}
      </div>
    </div>
  );
}
