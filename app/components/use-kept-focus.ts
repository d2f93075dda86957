import { type RefObject, useEffect, useRef } from "react";

/**
 * For what is around a button of Polaris: it is disabled while it is busy, and the browser takes the focus from it. Whoever
 * pressed it with the keyboard is put back there, unless the answer has led somewhere else.
 */
export function useKeptFocus(busy: boolean): RefObject<HTMLDivElement> {
  const around = useRef<HTMLDivElement>(null);
  const wasBusy = useRef(false);
  const pressed = useRef(false);
  useEffect(() => {
    const button = around.current?.querySelector("button");
    const note = () => {
      pressed.current = document.activeElement === button;
    };
    button?.addEventListener("click", note);
    return () => button?.removeEventListener("click", note);
  }, []);
  useEffect(() => {
    const over = wasBusy.current && !busy;
    wasBusy.current = busy;
    if (!over || !pressed.current) return;
    pressed.current = false;
    if (document.activeElement === document.body) around.current?.querySelector("button")?.focus();
  }, [busy]);
  return around;
}
