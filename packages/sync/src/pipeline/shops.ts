import type { ShopId } from "../ids.ts";
import type { Source } from "../inbox/inbox.ts";
import type { OrderSettings } from "../order/settings.ts";
import type { PublishedMapping } from "./mappings.ts";

/** Where a shop's orders go. */
export interface Connection {
  /** Shop slug at the core. */
  slug: string;
  username: string;
  key: string;
}

/**
 * Whether the core itself already pulls from the shop. `unchecked`: nobody has asked since the shop was connected; the
 * worker asks before the first push. `taken`: nothing is pushed until the merchant switches the other path off.
 */
export type CoreSync = "unchecked" | "free" | "taken";

/** What the worker needs to know of a shop. */
export interface ShopView {
  settings: OrderSettings;
  segmentPrefix: "Shopify" | "Shopware";
  /** Null until a merchant connects the shop to the core. */
  connection: Connection | null;
  coreSync: CoreSync;
  /** What the merchant published; null before that. */
  mapping: PublishedMapping | null;
  /** The app is installed and may read the shop's orders. */
  readsOrders: boolean;
  /** What an order does not carry (metafields, pictures) is read apart from it, and may be. Shopware's orders bring all along. */
  readsApart: boolean;
}

/** The directory of shops. A shop that an authentic event names is made known here. */
export interface Shops {
  /** `source` is where the event came from, null for a turn without events. */
  view(shopId: ShopId, source: Source | null): Promise<ShopView>;
  /** The same as it is now, never from a cache: for whoever is about to wait for the merchant. */
  viewNow(shopId: ShopId): Promise<ShopView>;
  /**
   * Keeps what the core answered while the shop was `unchecked`, and gives what holds: where a merchant has settled it meanwhile,
   * the older answer does not count any more. Becoming `free` wakes what waited.
   */
  noteCoreSync(shopId: ShopId, coreSync: CoreSync): Promise<CoreSync>;
}

/** Problems of the ways to the core and to the shop: new credentials and a working connection end them. */
export const CONNECTION_PROBLEMS = [
  "not_connected",
  "credentials_refused",
  "core_shop_unknown",
  "core_unreachable",
  "core_already_syncs",
  "shop_access_refused",
  /** The app may not do what it has to in the shop. About: `permission`, as the platform names it. */
  "shop_permission_missing",
  "shop_unreachable",
  /** The core does not let these credentials see to its webhooks: it cannot tell the shop anything. About: `slug`. */
  "webhooks_not_allowed",
  /** Products do not get through: shop or core do not answer about them, or do not let us. No order waits for that. */
  "products_not_synced",
] as const;

/** What a merchant can mend, shown in the admin until it is closed. */
export const PROBLEM_CODES = [
  ...CONNECTION_PROBLEMS,
  "orders_refused",
  "events_quarantined",
  /** A field that the mapping reads has all but gone from the newest orders. About: `field`, `order` (the first without). */
  "mapped_field_gone",
  /** Orders changed in the shop, and it sent nothing: its webhooks do not come any more. */
  "shop_silent",
  /** The shop's platform has stopped sending messages that did not arrive. They were switched on again, where that is allowed. */
  "webhooks_switched_off",
  /** It is not known whether the shop was told of an event of Karla's; it is not told again. About: `order`. */
  "announcement_unclear",
  /** The core does not take some product. */
  "products_refused",
  /** A customer asked for their data, and nobody has answered. About: `open` (how many did), `until` (the first has to be answered), `days` left. */
  "data_requested",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What a problem is about, as its sentences name it. */
export type ProblemAbout = Record<string, string>;

export interface Problems {
  /** Opens the problem, or counts one more sight of it; what it is about is what was said last. */
  raise(shopId: ShopId, code: ProblemCode, about?: ProblemAbout): Promise<void>;
  /** Closes the problem if it is open, and was last seen before `seenBefore` (milliseconds since the epoch) where that is given. */
  close(shopId: ShopId, code: ProblemCode, seenBefore?: number): Promise<void>;
  isOpen(shopId: ShopId, code: ProblemCode): Promise<boolean>;
}
