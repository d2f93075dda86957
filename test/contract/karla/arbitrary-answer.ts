import fc from "fast-check";
import { contractDocumentOfAnswers, type Schema } from "./contract-document.ts";

const document = contractDocumentOfAnswers();

/** Anything that the contract, with its overlays, lets a schema be: what we must be able to read. */
export function arbitraryAnswer(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const found = document.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
    if (found === undefined) throw new Error(`no ${schema.$ref} in the contract`);
    return arbitraryAnswer(found);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(arbitraryAnswer));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  return fc.oneof(...[schema.type ?? "object"].flat().map((type) => ofType(type, schema)));
}

function ofType(type: string, schema: Schema): fc.Arbitrary<unknown> {
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer();
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "string":
      return ofFormat(schema.format);
    case "array":
      return fc.array(arbitraryAnswer(schema.items ?? { type: "string" }), { maxLength: 2 });
    default:
      return ofProperties(schema);
  }
}

function ofFormat(format: string | undefined): fc.Arbitrary<string> {
  if (format === "date-time")
    return fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString());
  if (format === "uri") return fc.webUrl({ validSchemes: ["https"] });
  return fc.string({ maxLength: 10 });
}

function ofProperties({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, arbitraryAnswer(schema)]));
  return fc.record(model, { requiredKeys: required });
}
