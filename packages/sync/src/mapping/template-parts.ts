const TOKENS = /\{\{|\}\}|\{[a-z][a-z0-9_]{0,39}\}|[{}]|[^{}]+/g;
const NAME = /^\{([a-z][a-z0-9_]*)\}$/;

export type TemplatePart = { text: string; name?: undefined } | { name: string };

/** "Hello {first}" in its parts. Two braces stand for one; a brace that names nothing stands for itself. */
export function partsOf(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let plain = "";
  for (const token of template.match(TOKENS) ?? []) {
    const name = NAME.exec(token)?.[1];
    if (name === undefined) {
      plain += token === "{{" || token === "}}" ? token.slice(1) : token;
      continue;
    }
    if (plain !== "") parts.push({ text: plain });
    plain = "";
    parts.push({ name });
  }
  return plain === "" ? parts : [...parts, { text: plain }];
}
