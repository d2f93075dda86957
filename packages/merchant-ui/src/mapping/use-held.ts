import { useState } from "react";
import { sameJson } from "./same-json.ts";

/**
 * What is written into a field before it is a value, such as a number of which only the sign is there. Begins anew when the
 * value becomes another one from elsewhere.
 */
export function useHeld<Value, Held>(value: Value, hold: (value: Value) => Held) {
  const [now, setNow] = useState(() => ({ value, held: hold(value) }));
  const current = sameJson(now.value, value) ? now : { value, held: hold(value) };
  if (current !== now) setNow(current);
  /** `means` is the value that it stands for. */
  const keep = (held: Held, means: Value) => setNow({ value: means, held });
  return [current.held, keep] as const;
}
