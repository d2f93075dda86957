import { readFileSync } from "node:fs";
import { z } from "zod";

/** JSON Schema as far as the contract uses it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: string[];
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: "query" | "path" | "header";
  schema: Schema;
}

interface Content {
  content?: { "application/json"?: { schema: Schema }; "multipart/form-data"?: { schema: Schema } };
}

export interface Operation {
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content & { $ref?: string }>;
}

export interface ContractDocument {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Content>;
  };
}

const Json = z.json();
type Json = z.infer<typeof Json>;

const read = (name: string): Json => Json.parse(JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")));
const overlays = z.object({ overlays: z.array(z.object({ name: z.string(), why: z.string(), merge: Json })) });

/** The reconstructed contract as it was written down, a fact file: never edited. */
export function contractDocument(): ContractDocument {
  return read("../karla-openapi.json") as unknown as ContractDocument;
}

/** The contract with what the self-hosted core may answer beyond it, see `karla-openapi.overlay.json`. */
export function contractDocumentOfAnswers(): ContractDocument {
  const merges = overlays.parse(read("karla-openapi.overlay.json")).overlays.map(({ merge }) => merge);
  return merges.reduce(merged, read("../karla-openapi.json")) as unknown as ContractDocument;
}

/** JSON merge patch, without deletion. */
function merged(onto: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const base = isObject(onto) ? onto : {};
  return {
    ...base,
    ...Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, merged(base[key], value)])),
  };
}

function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
