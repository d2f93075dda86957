import type { MappingDocument, Rule } from "@karla/sync/mapping";
import { idOfLabel } from "./id-of-label.ts";

/** What a merchant does to the list of rules. Each gives a new document. */

export function withRules(document: MappingDocument, rules: Rule[]): MappingDocument {
  return { ...document, rules };
}

/** Rules from a template or a field, each under an id of its own. */
export function addRules(document: MappingDocument, added: readonly Rule[]): MappingDocument {
  const rules = [...document.rules];
  for (const rule of added) {
    const taken = rules.map(({ id }) => id);
    rules.push(taken.includes(rule.id) ? { ...rule, id: idOfLabel(rule.label, taken) } : rule);
  }
  return withRules(document, rules);
}

export function replaceRule(document: MappingDocument, rule: Rule): MappingDocument {
  return withRules(
    document,
    document.rules.map((one) => (one.id === rule.id ? rule : one)),
  );
}

export function removeRule(document: MappingDocument, id: string): MappingDocument {
  return withRules(
    document,
    document.rules.filter((rule) => rule.id !== id),
  );
}

/** A copy behind its original. It is off: two rules for one place of the order stand against each other. */
export function duplicateRule(document: MappingDocument, id: string, label: string): MappingDocument {
  const taken = document.rules.map((rule) => rule.id);
  return withRules(
    document,
    document.rules.flatMap((rule) =>
      rule.id === id ? [rule, { ...rule, id: idOfLabel(label, taken), label, enabled: false }] : [rule],
    ),
  );
}

/** One place up (-1) or down (1); as it was, where it goes no further. */
export function moved<Item>(items: readonly Item[], at: number, by: -1 | 1): Item[] {
  const result = [...items];
  const [item, other] = [items[at], items[at + by]];
  if (item === undefined || other === undefined) return result;
  result[at + by] = item;
  result[at] = other;
  return result;
}
