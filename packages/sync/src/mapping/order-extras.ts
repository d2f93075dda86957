import { z } from "zod";

/** One metafield as the platform has it: type in its own words, value as text. */
export const Metafield = z.object({ namespace: z.string(), key: z.string(), type: z.string(), value: z.string() });
export type Metafield = z.infer<typeof Metafield>;

const Metafields = z.array(Metafield);
/** By the id of what they belong to. */
const MetafieldsById = z.record(z.string(), Metafields);
const CustomFields = z.record(z.string(), z.unknown());

/**
 * What a mapping may read besides the order: it belongs to customer, product and variant too, changes without the order, and
 * is read only where a rule needs it.
 */
export const OrderExtras = z.object({
  metafields: z.object({ order: Metafields, customer: Metafields, product: MetafieldsById, variant: MetafieldsById }),
  /** Shopware. Products and lines by their id. */
  customFields: z.object({
    order: CustomFields,
    customer: CustomFields,
    product: z.record(z.string(), CustomFields),
    line: z.record(z.string(), CustomFields),
  }),
});
export type OrderExtras = z.infer<typeof OrderExtras>;

export const NO_EXTRAS: OrderExtras = {
  metafields: { order: [], customer: [], product: {}, variant: {} },
  customFields: { order: {}, customer: {}, product: {}, line: {} },
};
