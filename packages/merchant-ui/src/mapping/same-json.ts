/** Whether two values say the same as JSON. The order of an object's keys says nothing. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [of, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return of.size === other.size && [...of].every(([key, value]) => other.has(key) && sameJson(value, other.get(key)));
}
