/** What a merchant decides about how orders of a Shopware shop are read. */
export interface OrderReading {
  /** The type of lines that are deposits (bottles, crates), which a plugin of the shop adds; null where there are none. */
  depositLineType: string | null;
}
