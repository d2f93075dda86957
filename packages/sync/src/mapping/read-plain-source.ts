import type { Attribute } from "../order/order.ts";
import { NO_EXTRAS } from "../order/order-extras.ts";
import { declaredValue } from "./declared-value.ts";
import { linesOf, parcelsOf, type RuleScope } from "./rule-scope.ts";
import { LINE_FIELDS, ORDER_FIELDS, PARCEL_FIELDS, type SourceField } from "./source-fields.ts";
import type { CustomFieldSource, Literal, MetafieldSource, PlainSource } from "./sources.ts";
import { nothing, type Step } from "./step.ts";
import { type Maybe, type Scalar, text, type Value } from "./value.ts";

/** Every source but the template, which is made of these. Costs nothing by itself. */
export function readPlainSource(source: PlainSource, scope: RuleScope): Step {
  switch (source.from) {
    case "field":
      return { value: readField(source.field, scope) };
    case "note_attribute":
      return { value: attributeOf(scope.snapshot.noteAttributes, source.name) };
    case "line_property":
      return ofLines(scope, (line) => ({ value: attributeOf(line.properties, source.name) }));
    case "tags": {
      const tags = source.of === "order" ? scope.snapshot.tags : (scope.snapshot.customer?.tags ?? []);
      return { value: { type: "list", items: tags.map(text) } };
    }
    case "metafield":
      return readMetafield(source, scope);
    case "custom_field":
      return readCustomField(source, scope);
    case "literal":
      return { value: literalValue(source.value) };
  }
}

export function literalValue(value: Literal): Scalar {
  switch (typeof value) {
    case "string":
      return text(value);
    case "number":
      return { type: "number", number: String(value) };
    case "boolean":
      return { type: "boolean", is: value };
  }
}

function readField(field: SourceField, scope: RuleScope): Maybe<Value> {
  const { snapshot, line, parcel } = scope;
  if (isKeyOf(ORDER_FIELDS, field)) return ORDER_FIELDS[field].read({ snapshot });
  if (isKeyOf(LINE_FIELDS, field)) {
    const { read } = LINE_FIELDS[field];
    return listOrOne(
      linesOf(scope).map((each) => read({ line: each, snapshot })),
      line !== null,
    );
  }
  const { read } = PARCEL_FIELDS[field];
  return listOrOne(parcelsOf(scope).map(read), parcel !== null);
}

function isKeyOf<Fields extends object>(fields: Fields, key: SourceField): key is SourceField & keyof Fields {
  return Object.hasOwn(fields, key);
}

/** For an order the values of all its lines or parcels that have one; for one of them its own. */
function listOrOne(values: readonly Maybe<Value>[], one: boolean): Maybe<Value> {
  if (one) return values[0] ?? null;
  return { type: "list", items: values.flatMap((value) => (value === null || value.type === "list" ? [] : [value])) };
}

/** Of several attributes with one name the last one counts: shops write them anew at the end. */
function attributeOf(attributes: readonly Attribute[], name: string): Maybe<Scalar> {
  const found = attributes.findLast((attribute) => attribute.name === name);
  return found === undefined ? null : text(found.value);
}

function readMetafield({ owner, namespace, key, type }: MetafieldSource, scope: RuleScope): Step {
  const { metafields } = scope.order.extras ?? NO_EXTRAS;
  const valueIn = (all: readonly { namespace: string; key: string; value: string }[] | undefined) =>
    declaredValue(all?.find((field) => field.namespace === namespace && field.key === key)?.value, type);
  switch (owner) {
    case "order":
      return valueIn(metafields.order);
    case "customer":
      return valueIn(metafields.customer);
    case "product":
      return ofLines(scope, ({ productId }) => valueIn(own(metafields.product, productId)));
    case "variant":
      return ofLines(scope, ({ variantId }) => valueIn(own(metafields.variant, variantId)));
  }
}

function readCustomField({ owner, name, type }: CustomFieldSource, scope: RuleScope): Step {
  const { customFields } = scope.order.extras ?? NO_EXTRAS;
  const valueIn = (all: Record<string, unknown> | undefined) => declaredValue(own(all ?? {}, name), type);
  switch (owner) {
    case "order":
      return valueIn(customFields.order);
    case "customer":
      return valueIn(customFields.customer);
    case "product":
      // In Shopware a variant is a product of its own.
      return ofLines(scope, ({ productId, variantId }) =>
        valueIn(own(customFields.product, variantId) ?? own(customFields.product, productId)),
      );
    case "line":
      return ofLines(scope, ({ id }) => valueIn(own(customFields.line, id)));
  }
}

/** Never what a record inherits: names come from shops. */
function own<V>(record: Record<string, V>, key: string | null): V | undefined {
  return key !== null && Object.hasOwn(record, key) ? record[key] : undefined;
}

function ofLines(scope: RuleScope, read: (line: RuleScope["snapshot"]["lines"][number]) => Step): Step {
  const items: Scalar[] = [];
  for (const line of linesOf(scope)) {
    const step = read(line);
    if (scope.line !== null || "issue" in step) return step;
    if (step.value !== null) items.push(...(step.value.type === "list" ? step.value.items : [step.value]));
  }
  return scope.line === null ? { value: { type: "list", items } } : nothing;
}
