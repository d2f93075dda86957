import type { Installation, Installations } from "../registration/installation.ts";
import { type Refusal, refuse } from "../registration/refusal.ts";
import { isShopId } from "../registration/shop-id.ts";
import { type ShopVerdict, verifyShop } from "../registration/verify-shop.ts";
import { checkShopUrl } from "../shop-url/check-shop-url.ts";
import type { ShopUrlRules } from "../shop-url/guard-url.ts";
import { isFresh } from "../signature/is-fresh.ts";
import { readSignedQuery } from "../signature/signed-query.ts";

export type Opened =
  | {
      outcome: "opened";
      installation: Installation;
      /** The shop's current secret. */
      secret: string;
      /** `sw-user-language`, e.g. "de-DE"; empty where the shop does not say. */
      language: string;
    }
  | (Refusal & { language: string });

/**
 * Whether the administration of a shop that we know opens the module: its query is signed with the shop's secret and not
 * older than five minutes. Who of the shop's staff it is, no shop says.
 */
export async function openModule(
  deps: { installations: Pick<Installations, "find">; rules: ShopUrlRules; now: number },
  rawQuery: string,
): Promise<Opened> {
  const signed = readSignedQuery(rawQuery);
  const said = (name: string) => signed?.query.values.get(name) ?? "";
  const language = said("sw-user-language");
  const refused = (refusal: Refusal): Opened => ({ ...refusal, language });
  if (signed === null || !isShopId(said("shop-id"))) return refused(refuse(400, "unreadable_body"));
  const installation = await deps.installations.find(said("shop-id"));
  const checked = checkShopUrl(said("shop-url"), deps.rules);
  const url = checked.outcome === "usable" ? checked.url : null;
  const { query, signature } = signed;
  const verdict: ShopVerdict = verifyShop({ messages: query.spellings, signature, url }, installation, deps.now);
  if (verdict.outcome === "refused") return refused(verdict);
  if (!isFresh(said("timestamp"), deps.now)) return refused(refuse(401, "stale_timestamp"));
  if (installation?.secret == null) return refused(refuse(401, "not_confirmed"));
  return { outcome: "opened", installation, secret: installation.secret, language };
}
