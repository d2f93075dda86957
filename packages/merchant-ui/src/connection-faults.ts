import type { EnteredConnection } from "./data.ts";

/** A field that keeps the form from being sent, and the key of the text that says why. */
export interface Fault {
  field: "slug" | "key";
  text: string;
}

/** What can be told without asking Karla. Copied credentials come with spaces and line ends around them. */
export function faultsOfEntry(entered: EnteredConnection): { trimmed: EnteredConnection; faults: Fault[] } {
  const trimmed = { slug: entered.slug.trim(), username: entered.username.trim(), key: entered.key.trim() };
  const faults: Fault[] = [];
  if (trimmed.slug === "") faults.push({ field: "slug", text: "connection.slug_missing" });
  if (trimmed.key === "") faults.push({ field: "key", text: "connection.key_missing" });
  return { trimmed, faults };
}
