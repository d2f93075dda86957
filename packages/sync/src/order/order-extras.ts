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
 * is read only where a rule needs it, once for each state of the order.
 */
export const OrderExtras = z.object({
  /** `observedAt` of the state of the order that it was read for. */
  observedAt: z.string(),
  /** When it was read: of two readings for one state the later one counts. */
  triggeredAt: z.string(),
  /** What was asked for, as `owner/namespace.key`, sorted: what is missing in the answer is not there, or may not be read. */
  asked: z.array(z.string()),
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
  observedAt: "",
  triggeredAt: "",
  asked: [],
  metafields: { order: [], customer: [], product: {}, variant: {} },
  customFields: { order: {}, customer: {}, product: {}, line: {} },
};
