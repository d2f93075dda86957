/** A field that is there only if it has a value: the core is never sent a null or an empty text for what is not known. */
export function present<K extends string, V>(key: K, value: V | null): { [P in K]?: V } {
  const field: { [P in K]?: V } = {};
  if (value !== null && !(typeof value === "string" && value.trim() === "")) field[key] = value;
  return field;
}
