import { checkShopUrl } from "../shop-url/check-shop-url.ts";
import type { ShopUrlRules } from "../shop-url/guard-url.ts";
import { isFresh } from "../signature/is-fresh.ts";
import { isSigned } from "../signature/is-signed.ts";
import { readQuery } from "../signature/signed-query.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { isShopId } from "./shop-id.ts";

export interface AppSecret {
  /** For logs and for taking one out of use. */
  readonly id: string;
  readonly secret: string;
}

/** The request of a shop for a secret, as it came in. */
export interface RegistrationRequest {
  /** What follows the `?`, not decoded. */
  readonly rawQuery: string;
  readonly appSignature: string | undefined;
  readonly shopSignature: string | undefined;
  readonly shopwareVersion: string | null;
}

/** A registration that somebody who knows an app's secret has made within the last minutes. */
export interface Registration {
  readonly outcome: "read";
  readonly shopId: string;
  /** Decoded and untouched, as the proof needs it. */
  readonly shopUrl: string;
  /** The same in canonical form. */
  readonly url: string;
  readonly appSecret: AppSecret;
  readonly shopSignature: string | undefined;
  /** What the shop may have signed. */
  readonly spellings: readonly string[];
  readonly shopwareVersion: string | null;
}

/** Signature before form: who does not know an app's secret learns nothing but that. */
export function readRegistration(
  request: RegistrationRequest,
  { appSecrets, rules, now }: { appSecrets: readonly AppSecret[]; rules: ShopUrlRules; now: number },
): Registration | Refusal {
  const query = readQuery(request.rawQuery);
  if (query === null) return refuse(401, "bad_app_signature");
  const { values, spellings } = query;
  const signers = appSecrets.filter(({ secret }) => isSigned(spellings, request.appSignature, secret));
  const [appSecret] = signers;
  if (appSecret === undefined) return refuse(401, "bad_app_signature");
  if (!isFresh(values.get("timestamp") ?? "", now)) return refuse(401, "stale_timestamp");
  const shopId = values.get("shop-id") ?? "";
  if (!isShopId(shopId)) return refuse(400, "bad_shop_id");
  const shopUrl = values.get("shop-url") ?? "";
  const checked = checkShopUrl(shopUrl, rules);
  if (checked.outcome === "refused") return refuse(400, `bad_shop_url:${checked.why}`);
  const { shopSignature, shopwareVersion } = request;
  return { outcome: "read", shopId, shopUrl, url: checked.url, appSecret, shopSignature, spellings, shopwareVersion };
}
