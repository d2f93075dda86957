/** How the dates of a field are written. `slashes`: the year first, as in 2026/12/24. */
export type DateForm = "iso" | "slashes" | "d.m.y" | "m/d/y";

const FORMS: readonly [DateForm, RegExp][] = [
  ["iso", /^\d{4}-/],
  ["slashes", /^\d{4}\//],
  ["d.m.y", /^\d{1,2}\./],
  ["m/d/y", /^\d{1,2}\//],
];
/** Of an example that is not shown whole: "20… (10)". */
const YEAR_BEGINS = /^20…/;

/** By the examples, of which some show only their beginning. Without any the year first, as machines write it. */
export function dateFormOf(examples: readonly string[]): DateForm {
  for (const example of examples) {
    const form = FORMS.find(([, pattern]) => pattern.test(example.trim()))?.[0];
    if (form !== undefined) return form;
  }
  return examples.every((example) => YEAR_BEGINS.test(example)) ? "iso" : "d.m.y";
}
