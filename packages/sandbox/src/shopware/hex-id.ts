import { createHash } from "node:crypto";

/** What has the same id in every shop (`Defaults.php`): the language that it was installed in, and the types of sales channels. */
const IN_EVERY_SHOP = new Map([
  ["language:de-DE", "2fbb5fe2e29a4d70aa5854ce7ce3e20b"],
  ["sales_channel_type:storefront", "8a243080f92e4c719546314b577cf82b"],
  ["sales_channel_type:api", "f183ee5650cf4bdb8a774337575067a6"],
]);

/** The id of a thing: 32 hexadecimal digits, always the same for the same name in the books. */
export function hexId(kind: string, name: string): string {
  const known = IN_EVERY_SHOP.get(`${kind}:${name}`);
  return known ?? createHash("sha256").update(`${kind}:${name}`).digest("hex").slice(0, 32);
}
