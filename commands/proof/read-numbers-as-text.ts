/** JSON whose numbers are read as the digits they were written with, so that an amount is compared as it came. */
export function readNumbersAsText(text: string): unknown {
  // The third argument of a reviver holds the source of a number (ECMAScript 2025); TypeScript does not know it yet.
  const reviver = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === "number" ? (context?.source ?? String(value)) : value;
  return JSON.parse(text, reviver);
}
