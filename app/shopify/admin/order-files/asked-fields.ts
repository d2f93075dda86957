import { type DocumentNode, type FragmentDefinitionNode, getOperationAST, Kind, type SelectionSetNode } from "graphql";
import { notWhole } from "../not-whole.ts";

/** A field that is asked for; `ofType`: only of things of one type. */
export interface AskedField {
  name: string;
  ofType: string | null;
  /** What is asked of it in turn; null for a plain value. */
  fields: readonly AskedField[] | null;
}

/** What a document of the form `nodes(ids: …) { ... on Type { … } }` asks of each node, its fragments written out. */
export function askedOfNodes(document: DocumentNode): readonly AskedField[] {
  const operation = getOperationAST(document);
  const [nodes] = operation == null ? [] : writtenOut(document, operation.selectionSet);
  return (nodes?.fields ?? []).map((field) => ({ ...field, ofType: null }));
}

function writtenOut(document: DocumentNode, set: SelectionSetNode): AskedField[] {
  return set.selections.flatMap((selection): AskedField[] => {
    if (selection.kind === Kind.FIELD) {
      const fields = selection.selectionSet === undefined ? null : writtenOut(document, selection.selectionSet);
      return [{ name: selection.name.value, ofType: null, fields }];
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      // A fragment of ours is on the very type that it stands in.
      return writtenOut(document, fragmentOf(document, selection.name.value).selectionSet);
    }
    const ofType = selection.typeCondition?.name.value ?? null;
    return writtenOut(document, selection.selectionSet).map((field) => ({ ...field, ofType }));
  });
}

function fragmentOf(document: DocumentNode, name: string): FragmentDefinitionNode {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name) return definition;
  }
  throw new Error(`a document has no fragment ${name}`);
}

/** The fields that were asked for, in the order of the asking, and nothing else. Throws `NotWhole` where one is missing. */
export function asAsked(fields: readonly AskedField[], value: unknown): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((item) => asAsked(fields, item));
  const given = new Map(Object.entries(typeof value === "object" ? (value ?? {}) : {}));
  return Object.fromEntries(
    fields.flatMap(({ name, ofType, fields: within }): [string, unknown][] => {
      const found: unknown = given.get(name);
      if (found !== undefined) return [[name, within === null ? found : asAsked(within, found)]];
      if (ofType === null || ofType === given.get("__typename")) throw notWhole(`it has no ${name}`);
      return [];
    }),
  );
}
