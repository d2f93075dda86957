import type { Platform } from "./platform.ts";
import { SHOPIFY } from "./shopify/shopify.ts";
import { SHOPWARE } from "./shopware/shopware.ts";

export const PLATFORMS: Readonly<Record<Platform["name"], Platform>> = { shopify: SHOPIFY, shopware: SHOPWARE };
