import { cleanText, type Field, objectOf } from "@karla/sync/json-fields";
import type { OrderExtras } from "@karla/sync/order-extras";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { isKarlaField } from "./karla-fields.ts";
import type { GoodsLine } from "./normalise-lines.ts";

/** Of one owner, in UTF-8. Whole fields are left out, none is cut. */
export const MAX_CUSTOM_FIELD_BYTES = 64 * 1024;

/**
 * What a mapping may read of order, customer, products and lines. It comes along when an order is read. A product goes by its
 * own id, which for a variant is the variant's; where it is gone, the line has kept its fields of then.
 */
export function extrasOf(
  order: JsonObject,
  goods: readonly GoodsLine[],
  at: Pick<OrderExtras, "observedAt" | "triggeredAt">,
): OrderExtras {
  const buyer = objectOf(order.orderCustomer);
  const product = new Map<string, CustomFields>();
  const line = new Map<string, CustomFields>();
  for (const { line: each, json } of goods) {
    const own = customFieldsOf(json.customFields);
    if (Object.keys(own).length > 0) line.set(each.id, own);
    const article = customFieldsOf(objectOf(json.payload)?.customFields, ...fieldsOf(objectOf(json.product)));
    if (each.variantId !== null && Object.keys(article).length > 0) product.set(each.variantId, article);
  }
  return {
    ...at,
    asked: [],
    metafields: { order: [], customer: [], product: {}, variant: {} },
    customFields: {
      order: withoutOurs(customFieldsOf(order.customFields)),
      customer: customFieldsOf(...fieldsOf(objectOf(buyer?.customer)), buyer?.customFields),
      product: Object.fromEntries(product),
      line: Object.fromEntries(line),
    },
  };
}

type CustomFields = Record<string, JsonValue>;

/** What we wrote ourselves is nothing that the shop tells us: it would send the order once more. */
function withoutOurs(fields: CustomFields): CustomFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isKarlaField(name)));
}

/** Of an entity that has them in several languages, those of the answer's language win. */
function fieldsOf(entity: JsonObject | null): Field[] {
  return [entity?.customFields, objectOf(entity?.translated)?.customFields];
}

/** Of one name the last value that is not null. */
function customFieldsOf(...sources: Field[]): CustomFields {
  const fields = new Map<string, JsonValue>();
  for (const source of sources) {
    for (const [name, value] of Object.entries(objectOf(source) ?? {})) {
      if (value !== null && name.trim() !== "") fields.set(cleanText(name), cleanValue(value));
    }
  }
  let bytes = 0;
  const kept = [...fields].filter(([name, value]) => {
    const size = Buffer.byteLength(JSON.stringify([name, value]));
    if (bytes + size > MAX_CUSTOM_FIELD_BYTES) return false;
    bytes += size;
    return true;
  });
  return Object.fromEntries(kept);
}

function cleanValue(value: JsonValue): JsonValue {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleanValue(item)]));
}
