import type { BookedAttribute } from "../../shopify/booked-order.ts";

/** Custom fields of what the shop wrote: "Größe des Türschlitzes" is `shop_groesse_des_tuerschlitzes`. A later one of a name wins. */
export function customFields(attributes: readonly BookedAttribute[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ name, value }) => [customFieldName(name), value]));
}

/** The technical name of an attribute. */
export function customFieldName(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? "")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "");
  return `shop_${plain}`;
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
