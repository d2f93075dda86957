import { objectOf, textOf } from "@karla/sync/json-fields";
import type { ShopClient } from "./shop-client.ts";

/** The shop's language for this one of a person ("de", "en"), by its id. Undefined where the shop has none: then its own is taken. */
export async function languageIdOf(client: Pick<ShopClient, "search">, language: string): Promise<string | undefined> {
  const criteria = {
    limit: 20,
    filter: [{ type: "prefix", field: "locale.code", value: `${language}-` }],
    sort: [{ field: "locale.code", order: "ASC" }],
    associations: { locale: {} },
    includes: { language: ["id", "locale"], locale: ["code"] },
  };
  const { entities } = await client.search("language", criteria);
  const languages = entities.flatMap(({ id, locale }) => {
    const [known, code] = [textOf(id), textOf(objectOf(locale)?.code)];
    return known === null ? [] : [{ id: known, code }];
  });
  // "de-DE" rather than "de-AT", where a shop has both.
  const plain = languages.find(({ code }) => code?.toLowerCase() === `${language}-${language}`.toLowerCase());
  return (plain ?? languages[0])?.id;
}
