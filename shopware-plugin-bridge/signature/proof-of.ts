import { sign } from "./sign.ts";

/**
 * What tells a shop that we know the app's secret. `shopUrl` is the value as the shop gave it, decoded and otherwise
 * untouched: a trailing slash that we take away would make another proof (shopware/app-php-sdk, pull request 32).
 */
export function proofOf(
  { shopId, shopUrl, appName }: { shopId: string; shopUrl: string; appName: string },
  appSecret: string,
): string {
  return sign(`${shopId}${shopUrl}${appName}`, appSecret);
}
