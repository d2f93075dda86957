import { readInstant } from "./read-instant.ts";

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/**
 * An instant as the core takes it (RFC 3339 with seconds and an offset): as the platform wrote it where that is one, else
 * the same instant in UTC. Null where the text is none, so that a strange date does not keep an order from being sent.
 */
export function wireInstant(text: string): string | null {
  const instant = readInstant(text);
  if (instant === null) return null;
  if (RFC_3339.test(text)) return text;
  const fraction = instant.fraction === "" ? "" : `.${instant.fraction.slice(0, 9)}`;
  return new Date(instant.seconds * 1000).toISOString().replace(".000Z", `${fraction}Z`);
}
