import type { TFunction } from "i18next";
import { nameOfTarget, nameOfTargetPath } from "./name-of-target.ts";

const PROPERTIES = "order.order_analytics.note_attributes";

/** A place of what Karla gets of an order, such as `trackings[0].carrier_reference`, with the product or parcel it is of. */
export function nameOfDifference(path: string, t: TFunction<"merchant">): string {
  if (path.startsWith(PROPERTIES)) return nameOfProperty(path.slice(PROPERTIES.length), t);
  const { place, parcel, product } = placeOf(path);
  const name = nameOfTargetPath(place, t);
  const ofProduct = product === null ? name : t("mapping_words.target_at.product", { name, number: product });
  return parcel === null ? ofProduct : t("mapping_words.target_at.parcel", { name: ofProduct, number: parcel });
}

/** `["gift_message"]`; where two have one name they are counted instead. */
function nameOfProperty(rest: string, t: TFunction<"merchant">): string {
  const [, name] = /^\["(.*)"\]/s.exec(rest) ?? [];
  return nameOfTarget(name === undefined ? { path: PROPERTIES } : { path: PROPERTIES, name }, t);
}

/** Products of a parcel are called as those of the order. Counted from 1. */
function placeOf(path: string): { place: string; parcel: number | null; product: number | null } {
  const [, parcel, rest = path] =
    /^trackings\[(\d+)\]\.(products\[.*)$/.exec(path) ?? /^trackings\[(\d+)\]/.exec(path) ?? [];
  const [, product] = /products\[(\d+)\]/.exec(path) ?? [];
  const inOrder = rest.startsWith("products[") ? `order.${rest}` : path;
  return {
    place: inOrder.replaceAll(/\[\d+\]/g, "[]"),
    parcel: parcel === undefined ? null : Number(parcel) + 1,
    product: product === undefined ? null : Number(product) + 1,
  };
}
