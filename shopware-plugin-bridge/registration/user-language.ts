import type { TextLanguage } from "./refusal-text.ts";

/** Of whoever sits before the administration, by `sw-user-language` (e.g. "de-DE"): English for all that is not German. */
export function userLanguage(header: string | undefined): TextLanguage {
  return header?.toLowerCase().startsWith("de") ? "de" : "en";
}
