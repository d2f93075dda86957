/** A trigger of Shopify Flow that an app brings, as its file says (`type = "flow_trigger"`). */
export interface FlowTrigger {
  handle: string;
  fields: readonly FlowTriggerField[];
}

export interface FlowTriggerField {
  /** "order_reference", "single_line_text_field" */
  type: string;
  /** Null for references, which have none. */
  key: string | null;
}

/** Under which key of a payload the thing is named that a trigger refers to: by its number, not its global id. */
const REFERENCES: Readonly<Record<string, string>> = {
  customer_reference: "customer_id",
  order_reference: "order_id",
  product_reference: "product_id",
};

const MAX_BYTES = 50_000;

/**
 * Why a payload is no good for a trigger, in Shopify's words; null where it is good. Recorded from a shop are the words for
 * an unknown handle and for a payload that is too large; that the rest is looked at, and what is said of it, is unverified.
 */
export function payloadFault(
  triggers: readonly FlowTrigger[],
  handle: string,
  payload: Readonly<Record<string, unknown>>,
): string | null {
  if (Buffer.byteLength(JSON.stringify(payload)) >= MAX_BYTES) {
    return `Properties size exceeds the limit of ${MAX_BYTES} bytes.`;
  }
  const trigger = triggers.find((candidate) => candidate.handle === handle);
  if (trigger === undefined) return `Invalid handle '${handle}'.`;
  const fields = new Map(trigger.fields.map(({ type, key }) => [key ?? REFERENCES[type] ?? type, type]));
  for (const [key, type] of fields) {
    if (type.endsWith("_reference") && !Number.isSafeInteger(payload[key])) return `Required field missing: '${key}'.`;
  }
  for (const [key, value] of Object.entries(payload)) {
    const type = fields.get(key);
    if (type === undefined) return `Unknown field '${key}'.`;
    if (value !== null && !isOfType(value, type)) return `Invalid value for '${key}': expected ${type}.`;
  }
  return null;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "number_decimal":
      return /^-?\d+(\.\d+)?$/.test(String(value));
    case "single_line_text_field":
      return typeof value === "string" && !/[\r\n]/.test(value);
    case "email":
      return typeof value === "string" && /^\S+@\S+$/.test(value);
    case "url":
      return typeof value === "string" && /^https?:\/\//.test(value) && URL.canParse(value);
    default:
      return Number.isSafeInteger(value);
  }
}
