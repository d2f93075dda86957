import { z } from "zod";
import { MAX_NAME, MAX_PARTS, MAX_WRITTEN } from "./limits.ts";
import { SOURCE_FIELDS } from "./source-fields.ts";

const Name = z.string().min(1).max(MAX_NAME);

/** A field of the canonical order, by its name in `SOURCE_FIELDS`. Fields of lines and parcels have a value for each. */
export const FieldSource = z.strictObject({
  from: z.literal("field"),
  field: z.enum(Object.keys(SOURCE_FIELDS) as [keyof typeof SOURCE_FIELDS, ...(keyof typeof SOURCE_FIELDS)[]]),
});

/** Shopify `note_attributes`; in a Shopware shop a custom field of the order goes by `custom_field`. */
export const NoteAttributeSource = z.strictObject({ from: z.literal("note_attribute"), name: Name });

/** A property of each line: what the customer chose or typed at the product. */
export const LinePropertySource = z.strictObject({ from: z.literal("line_property"), name: Name });

export const TagsSource = z.strictObject({ from: z.literal("tags"), of: z.enum(["order", "customer"]) });

/**
 * What a rule takes a metafield or custom field for. The shop may define it otherwise, or define it anew: a value that cannot
 * be read so is an issue of that order. `texts` is a list.
 */
export const DeclaredType = z.enum(["text", "number", "money", "boolean", "instant", "texts"]);
export type DeclaredType = z.infer<typeof DeclaredType>;

export const METAFIELD_OWNERS = ["order", "customer", "product", "variant"] as const;
export const MetafieldSource = z.strictObject({
  from: z.literal("metafield"),
  owner: z.enum(METAFIELD_OWNERS),
  namespace: Name,
  key: Name,
  type: DeclaredType,
});
export type MetafieldSource = z.infer<typeof MetafieldSource>;

/** Shopware custom fields. */
export const CUSTOM_FIELD_OWNERS = ["order", "customer", "product", "line"] as const;
export const CustomFieldSource = z.strictObject({
  from: z.literal("custom_field"),
  owner: z.enum(CUSTOM_FIELD_OWNERS),
  name: Name,
  type: DeclaredType,
});
export type CustomFieldSource = z.infer<typeof CustomFieldSource>;

export const Literal = z.union([z.string().max(MAX_WRITTEN), z.boolean(), z.number().refine(Number.isSafeInteger)]);
export type Literal = z.infer<typeof Literal>;

export const LiteralSource = z.strictObject({ from: z.literal("literal"), value: Literal });

const PlainSource = z.discriminatedUnion("from", [
  FieldSource,
  NoteAttributeSource,
  LinePropertySource,
  TagsSource,
  MetafieldSource,
  CustomFieldSource,
  LiteralSource,
]);
export type PlainSource = z.infer<typeof PlainSource>;

/** `{name}` in the text stands for the source of that name; `{{` for a brace. A template holds no templates. */
export const TemplateSource = z.strictObject({
  from: z.literal("template"),
  text: z.string().min(1).max(MAX_WRITTEN),
  values: z
    .record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), PlainSource)
    .refine((values) => Object.keys(values).length <= MAX_PARTS, "too_many_parts"),
});
export type TemplateSource = z.infer<typeof TemplateSource>;

export const Source = z.discriminatedUnion("from", [...PlainSource.options, TemplateSource]);
export type Source = z.infer<typeof Source>;
