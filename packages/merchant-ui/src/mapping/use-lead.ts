import { useEffect, useRef } from "react";

/**
 * Leads the keyboard to the first of these that can be pressed or written in, as soon as what was changed with it is drawn.
 * For whoever removes or moves what the keyboard was on.
 */
export function useLead(): (...ids: string[]) => void {
  const wanted = useRef<readonly string[]>([]);
  useEffect(() => {
    const ids = wanted.current;
    wanted.current = [];
    for (const id of ids) {
      const element = document.getElementById(id);
      if (element === null || element.matches(":disabled, [aria-disabled=true]")) continue;
      element.focus();
      return;
    }
  });
  return (...ids) => {
    wanted.current = ids;
  };
}
