import type { Decimal } from "../order/money.ts";

/** A product of a shop's catalogue as Karla is to know it, whatever the platform. */
export interface Product {
  /** The shop's id of it. */
  id: string;
  /** What is sold of it now: of a product without variants itself, under its own id. Empty: it is not sold any more. */
  variants: readonly ProductVariant[];
}

export interface ProductVariant {
  /** The shop's id of it. */
  id: string;
  /** Name of the product, in the shop's own language. */
  title: string;
  /** What tells it from its siblings: "Rot / M". Null where it has none. */
  variantTitle: string | null;
  /** Gross, of one piece, in the shop's own currency. Null where it has none that can be read. */
  price: Decimal | null;
  sku: string | null;
  imageUrl: string | null;
  /** Names of the product by language (ISO 639-1), e.g. "de". */
  titles: Readonly<Record<string, string>>;
  /** The sales channels that show it. */
  salesChannelIds: readonly string[];
}
