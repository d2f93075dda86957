import { escapeText } from "./escape-text.ts";

/** HTML that may go into a page: made by `html`, which escapes every text that is put into it. */
export interface Html {
  readonly safe: string;
}

/** `null` and `false` are nothing, so that a part can be written as `condition && html`. */
type Value = Html | readonly Html[] | string | number | null | false;

/** Template of HTML. Texts are escaped, `Html` is put in as it is. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { safe: strings.map((string, index) => string + written(values[index] ?? null)).join("") };
}

/** One of our sentences with values in the places of their `{{names}}`. */
export function filled(text: string, values: Readonly<Record<string, Html | string | number>>): Html {
  const parts = text.split(/\{\{(\w+)\}\}/);
  return { safe: parts.map((part, index) => written(index % 2 === 0 ? part : (values[part] ?? null))).join("") };
}

function written(value: Value): string {
  if (value === null || value === false) return "";
  if (typeof value === "string" || typeof value === "number") return escapeText(String(value));
  return "safe" in value ? value.safe : value.map(({ safe }) => safe).join("");
}
