/** What a shop is, apart from its orders. */
export interface ShopFacts {
  /** As the shop names itself in all it sends; below it are its storefront and its Admin API. */
  url: string;
  /** When the shop was set up, milliseconds since the epoch. */
  installedAt: number;
  /** The currency its prices are in. */
  currency: string;
}

/** In which language and how somebody asked. */
export interface ViewOptions {
  locale: "de-DE" | "en-GB";
  /** Header `sw-inheritance`: variants show what they have from their parent. */
  inheritance: boolean;
}

export const LOCALES = ["de-DE", "en-GB"] as const;
