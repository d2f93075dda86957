import type { Check } from "./condition.ts";
import type { Rule } from "./document.ts";
import type { Source } from "./sources.ts";
import type { Transform } from "./transforms.ts";

export interface PlacedSource {
  source: Source;
  path: string;
}

/** Every source that a rule reads, with its place in the rule; those of a template count as the template. */
export function sourcesOfRule({ source, transforms }: Rule): PlacedSource[] {
  return [
    { source, path: "source" },
    ...transforms.flatMap((transform, index) => sourcesOf(transform, `transforms.${index}`)),
  ];
}

function partsOfSource(source: Check["source"], path: string): PlacedSource[] {
  return source.from === "value" ? [] : [{ source, path }];
}

function sourcesOf(transform: Transform, path: string): PlacedSource[] {
  switch (transform.do) {
    case "concat":
      return partsOfSource(transform.with, `${path}.with`);
    case "condition":
      return transform.if.checks.flatMap(({ source }, index) => partsOfSource(source, `${path}.if.checks.${index}`));
    case "each":
      return transform.transforms.flatMap((step, index) => sourcesOf(step, `${path}.transforms.${index}`));
    default:
      return [];
  }
}
