import type { ShopCreation } from "../wire/shop.ts";

/** What the core keeps of a shop beside its slug. */
export type ShopDocument = { [Key in keyof Omit<ShopCreation, "slug">]: ShopCreation[Key] | null };

export interface ShopRow {
  readonly id: string;
  readonly slug: string;
  readonly document: ShopDocument;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** `MerchantDetailDTO`. */
export function shopDetail({ id, slug, document, created_at, updated_at }: ShopRow) {
  return {
    created_at: created_at.toISOString(),
    updated_at: updated_at.toISOString(),
    uuid: id,
    name: document.name,
    slug,
    organization: document.organization,
    language: "en",
    logo_url: document.logo_url ?? null,
    shop_url: document.shop_url ?? null,
    description: document.description ?? null,
    shop_provider: document.shop_provider ?? null,
    shop_admin_url: document.shop_admin_url ?? null,
    shop_faq_url: document.shop_faq_url ?? null,
    shop_service_url: document.shop_service_url ?? null,
    klaviyo_enabled: document.klaviyo_enabled ?? false,
    web_tracking_enabled: document.web_tracking_enabled ?? false,
    go_live_at: null,
  };
}
