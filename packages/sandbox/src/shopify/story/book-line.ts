import type { Random } from "../../random.ts";
import type { BookedLine } from "../booked-order.ts";
import type { Currency } from "../currency.ts";
import type { Article } from "./catalogue.ts";
import { metafieldsOfArticle } from "./metafields.ts";
import { pictureOfArticle } from "./picture-of-article.ts";

/** How the goods of an order are taxed. `percent` in hundredths: 1900 is 19 %. */
export interface TaxRule {
  title: string;
  rate: string;
  hundredths: number;
  included: boolean;
}

export const GERMAN_TAX: TaxRule = { title: "MwSt.", rate: "0.19", hundredths: 1900, included: true };
export const STATE_TAX: TaxRule = {
  title: "Massachusetts State Tax",
  rate: "0.0625",
  hundredths: 625,
  included: false,
};
export const JAPANESE_TAX: TaxRule = { title: "消費税", rate: "0.1", hundredths: 1000, included: true };

export interface LineWish {
  article: Article;
  quantity: number;
  currency: Currency;
  tax: TaxRule | null;
  requiresShipping?: boolean;
  giftCard?: boolean;
}

/** A line of the books; a fresh id each time. */
export function bookLine(wish: LineWish, random: Random): BookedLine {
  const { article, quantity, currency, tax } = wish;
  const variantTitle = article.variants.length === 0 ? null : random.pick(article.variants);
  const price = currency.digits === 0 ? article.price : article.price + random.int(0, 9);
  const custom = random.chance(0.04);
  const id = random.digits(14);
  const productId = custom ? null : random.digits(13);
  const variantId = custom ? null : random.digits(14);
  const line: BookedLine = {
    id,
    productId,
    variantId,
    title: article.title,
    variantTitle,
    sku: article.sku,
    vendor: article.vendor,
    price,
    ordered: quantity,
    removed: 0,
    refunded: 0,
    discount: 0,
    tax: null,
    duties: 0,
    requiresShipping: wish.requiresShipping ?? true,
    giftCard: wish.giftCard ?? false,
    grams: article.grams,
    properties: [],
    picture: variantId === null ? null : pictureOfArticle(article, variantId),
    productMetafields: custom ? [] : metafieldsOfArticle(article),
    variantMetafields: [],
  };
  return taxed(line, wish.giftCard === true ? null : tax);
}

/** The line with the tax its price, pieces and discount come to. */
export function taxed(line: BookedLine, tax: TaxRule | null): BookedLine {
  if (tax === null) return { ...line, tax: null };
  const due = line.price * line.ordered - line.discount;
  const amount = Math.round((due * tax.hundredths) / (tax.included ? 10_000 + tax.hundredths : 10_000));
  return { ...line, tax: { title: tax.title, rate: tax.rate, amount } };
}
