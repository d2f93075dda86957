import type { PlainSource, TemplateSource } from "./rule-types.ts";

const LONGEST = 40;

/** The text with one more placeholder at its end, under a name that none has. `called` is what the source is called. */
export function addPlaceholder(template: TemplateSource, source: PlainSource, called: string): TemplateSource {
  const plain = called
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "");
  const named = plain === "" ? "value" : plain;
  let name = named.slice(0, LONGEST);
  for (let number = 2; Object.hasOwn(template.values, name); number += 1) {
    name = `${named.slice(0, LONGEST - `_${number}`.length)}_${number}`;
  }
  return { ...template, text: `${template.text}{${name}}`, values: { ...template.values, [name]: source } };
}

/** The text without a placeholder, and without the places where it stood. */
export function removePlaceholder(template: TemplateSource, name: string): TemplateSource {
  const values = Object.fromEntries(Object.entries(template.values).filter(([key]) => key !== name));
  return { ...template, text: template.text.replaceAll(`{${name}}`, ""), values };
}
