import type { TabsProps } from "@karla/merchant-ui/primitives";
import { type KeyboardEvent, useId } from "react";

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

/** Those of Polaris hide what does not fit behind a menu, have no name, and bring a dialog that nobody opens here. */
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
