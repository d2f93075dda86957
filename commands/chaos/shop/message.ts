/** What a message tells of its order, as far as a fault chooses by it. */
export type Tells = "placed" | "changed" | "shipped" | "cancelled" | "other";

/** One delivery, as it goes out. */
export interface SignedMessage {
  /** At the receiver. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Under which the inbox must have it: SHA-256 in hexadecimal. */
  key: string;
}

/** Something that a shop says about one of its orders: to be delivered once, often or never. */
export interface Message {
  /** As the books name the order. */
  orderId: string;
  /** The version of the order in the books that the shop speaks of. */
  version: number;
  /** When that came to be; milliseconds since the epoch. */
  at: number;
  tells: Tells;
  /**
   * A delivery of it, as it would go out in so many milliseconds from now: with Shopware's stamp each is another one. Null: it
   * does not leave the shop.
   */
  sign(laterMs?: number): SignedMessage | null;
  /** The same event as another subscription has it. */
  twin(): Message;
}
