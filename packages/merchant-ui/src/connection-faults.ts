import type { ConnectionResult, EnteredConnection } from "./data.ts";

/** What is wrong with a field, and the key of the text that says why. */
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

/** The field that Karla's answer is about, null when it is about none or about more than one. */
export function faultOfResult(result: ConnectionResult | null): Fault | null {
  if (result?.outcome !== "refused") return null;
  if (result.why === "unknown_shop") return { field: "slug", text: "connection.slug_unknown" };
  if (result.why === "wrong_key") return { field: "key", text: "connection.key_wrong" };
  return null;
}
