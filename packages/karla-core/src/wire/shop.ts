import { z } from "zod";

const text = z.string().nullish();

/** `ShopProvider`. */
export const shopProvider = z.enum(["shopware", "shopify"]);

/** `LanguageEnum`: note `dk`, not `da`. */
export const language = z.enum(["dk", "nl", "en", "fr", "de", "it", "es"]);

const optional = {
  description: text,
  shop_provider: shopProvider.nullish(),
  shop_admin_url: text,
  shop_faq_url: text,
  shop_service_url: text,
  shop_url: text,
  logo_url: text,
  web_tracking_enabled: z.boolean().nullish(),
};

/** `MerchantCreationDTO`. The slug stands in URLs and in the default user name of a key. */
export const shopCreation = z.strictObject({
  ...optional,
  name: z.string(),
  organization: z.string(),
  klaviyo_enabled: z.boolean(),
  slug: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "not a slug"),
});

/** `MerchantUpdateDTO`. */
export const shopUpdate = z.strictObject({
  ...optional,
  name: text,
  organization: text,
  klaviyo_enabled: z.boolean().nullish(),
});

export type ShopCreation = z.output<typeof shopCreation>;
