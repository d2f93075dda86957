import type { ScalarTransform } from "./transforms.ts";

type Case = Extract<ScalarTransform, { do: "case" }>["to"];

/** Without regard to any language: the same on every machine. */
export function toCase(said: string, to: Case): string {
  switch (to) {
    case "upper":
      return said.toUpperCase();
    case "lower":
      return said.toLowerCase();
    case "sentence":
      return capitalised(said.toLowerCase());
    case "title":
      return said.toLowerCase().replace(/[\p{L}\p{M}\p{N}]+/gu, capitalised);
  }
}

/** By code point: the first letter of a word may take two units. */
function capitalised(word: string): string {
  const first = String.fromCodePoint(...[word.codePointAt(0)].filter((point) => point !== undefined));
  return first.toUpperCase() + word.slice(first.length);
}
