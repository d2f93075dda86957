import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";

const EntityShape = z.object({
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.object({ type: z.unknown().optional(), pattern: z.string().optional() })),
});
type EntityShape = z.infer<typeof EntityShape>;

/** Shopware's own description of its Admin API (OpenAPI, 6.7.10.1), from its npm package: the shape of each entity, by name. */
export function adminApiShapes(): ReadonlyMap<string, EntityShape> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@shopware/api-client");
  const text = readFileSync(join(entry, "../../api-types/adminApiSchema.json"), "utf8");
  const { schemas } = z.object({ schemas: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text).components);
  const shapes = Object.entries(schemas).map(([name, shape]) => ({ name, shape: EntityShape.safeParse(shape) }));
  return new Map(shapes.flatMap(({ name, shape }) => (shape.success ? [[name, shape.data]] : [])));
}

/**
 * Where the entities in an answer are not as their descriptions say: a required key is missing, or a value is of another
 * simple type. Shopware's descriptions know neither null nor the lists that PHP makes of maps, so those pass.
 */
export function problemsOf(
  answer: unknown,
  shapes: ReadonlyMap<string, EntityShape>,
): { problems: string[]; seen: ReadonlySet<string> } {
  const seen = new Set<string>();
  const problems = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) look(each);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    const fields = new Map(Object.entries(value));
    const alias = fields.get("apiAlias");
    // Prices and the like have an alias as well, but are no entities.
    const name = typeof alias === "string" && fields.has("_uniqueIdentifier") ? pascal(alias) : "";
    const shape = shapes.get(name);
    if (shape !== undefined) {
      seen.add(name);
      for (const problem of problemsOfOne(fields, shape)) problems.add(`${name}.${problem}`);
    }
    for (const inner of fields.values()) look(inner);
  };
  look(answer);
  return { problems: [...problems], seen };
}

function problemsOfOne(fields: ReadonlyMap<string, unknown>, { required, properties }: EntityShape): string[] {
  const missing = (required ?? []).filter((key) => !fields.has(key)).map((key) => `${key} is missing`);
  const wrong = Object.entries(properties).flatMap(([key, { type, pattern }]) => {
    const value = fields.get(key) ?? null;
    if (value === null || Array.isArray(value)) return [];
    const fits = isOfType(value, type) && (pattern === undefined || new RegExp(pattern).test(String(value)));
    return fits ? [] : [`${key} is ${JSON.stringify(value)}`];
  });
  return [...missing, ...wrong];
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "string":
    case "number":
    case "boolean":
    case "object":
      return typeof value === type;
    default:
      return true;
  }
}

/** "order_line_item" is described as "OrderLineItem". */
function pascal(alias: string): string {
  return alias.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
