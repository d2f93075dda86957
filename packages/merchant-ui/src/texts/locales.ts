export const LOCALES = ["en", "de"];
export const DEFAULT_LOCALE = "en";
