import { de } from "./de.ts";
import { en } from "./en.ts";

/** i18next resources by language, for the namespace "merchant". React escapes by itself: set `interpolation.escapeValue` to false. */
export const merchantTexts = { de, en };
