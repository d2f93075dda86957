const COVER = { associations: { media: {} } };
const SOLD = { cover: COVER, visibilities: {}, options: { associations: { group: {} } } };

/**
 * The search of `POST /api/search/product` by which products are read whole, each with its variants; the caller adds `ids`. Each
 * association needs the app's permission to read that entity.
 */
export const PRODUCT_CRITERIA = {
  "total-count-mode": 0,
  associations: {
    ...SOLD,
    translations: { associations: { language: { associations: { locale: {} } } } },
    children: { associations: SOLD },
  },
  includes: {
    product: [
      "id",
      "parentId",
      "active",
      "productNumber",
      "name",
      "translated",
      "price",
      "cover",
      "visibilities",
      "options",
      "translations",
      "children",
    ],
    product_media: ["media"],
    media: ["url"],
    product_visibility: ["salesChannelId"],
    property_group_option: ["name", "translated", "position", "group"],
    property_group: ["name", "translated", "position"],
    product_translation: ["name", "language"],
    language: ["locale"],
    locale: ["code"],
    // A struct, and no entity.
    price: ["currencyId", "gross"],
  },
} as const;
