declare const brand: unique symbol;

/**
 * A JSON number that prints the digits it was made of: `JSON.stringify({ total: jsonNumber("398.00") })` is
 * `{"total":398.00}`. Money never passes through a float on its way to Karla.
 */
export type JsonNumber = { readonly rawJSON: string; readonly [brand]: "JsonNumber" };

/** What TypeScript 5 does not know yet of the JSON object (ECMAScript "JSON.parse source text access", Node 21+). */
const json = JSON as unknown as { rawJSON(text: string): JsonNumber; isRawJSON(value: unknown): value is JsonNumber };

const DECIMAL = /^(-?)0*(\d+(?:\.\d+)?)$/;

/**
 * Wraps a plain decimal ("398.00", "-3"), keeping its digits. Leading zeros are dropped because JSON has none
 * ("007.50" -> 7.50). Anything else (exponent, sign "+", ".5", "") is a programming error and throws a RangeError.
 */
export function jsonNumber(decimal: string): JsonNumber {
  const match = DECIMAL.exec(decimal);
  if (match === null) throw new RangeError("not a plain decimal");
  return json.rawJSON(`${match[1]}${match[2]}`);
}

/** True for what `jsonNumber` made (and for any other raw JSON that is a plain decimal). */
export function isJsonNumber(value: unknown): value is JsonNumber {
  return json.isRawJSON(value) && DECIMAL.test(value.rawJSON);
}
