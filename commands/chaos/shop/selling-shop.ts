import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { BookEntry } from "@karla/sandbox/fill-books";
import type { Plays } from "@karla/sandbox/plan-deliveries";
import type { ShopwareShop as ShopwareSite } from "@karla/sandbox/shopware-shop";
import type { Webhook } from "@karla/sandbox/webhook";
import type { OrderVerdict } from "../../demo/judge-order.ts";
import type { ShopAdmins } from "../../demo/shop-admins.ts";
import type { CoreOrder } from "../../proof/core-order.ts";
import type { LifeWish } from "./life-of-order.ts";
import type { Message, SignedMessage } from "./message.ts";
import type { ClientSecrets } from "./shopify/client-secrets.ts";

/** A shop of the lab, as the product and the core know it. */
export interface Shop {
  /** At Shopify its domain, at Shopware its id. */
  domain: string;
  slug: string;
}

/** Where a shop sends to. */
export interface Receiver {
  name: string;
  url: string;
}

/** What a shop knows of what it sold and sent: what a run is judged by. */
export interface Sales {
  shop: Shop;
  /** The shop's own books of all that was sent so far. */
  entries: readonly BookEntry[];
  /** Keys of the deliveries that were answered 2xx. */
  acknowledged(): string[];
  /** The id of an order at the core. */
  idOf(order: BookedOrder): string;
  /** One order of the books against what the core holds of it. */
  judge(entry: BookEntry, held: CoreOrder | undefined): OrderVerdict;
}

/** An order, and what the shop says about it in the order in which it happens. */
export interface Life {
  entry: BookEntry;
  messages: readonly Message[];
}

export interface Traffic extends Sales {
  /** Sends so many new orders with all that happens to them; resolves when each was acknowledged or dropped. */
  send(orders: number): Promise<void>;
}

export interface TrafficWish {
  seed: number;
  plays: Plays;
  concurrency?: number;
  /** When the shop's first order is placed; milliseconds since the epoch. */
  startAt?: number;
  /** Called around each try. */
  attempt?(receiver: Receiver, ask: () => Promise<Response>): Promise<Response>;
}

export interface PostOptions {
  /** Under way at a time. */
  concurrency?: number;
  signal?: AbortSignal;
}

export type SaleWish = Omit<LifeWish, "number" | "shopDomain"> & { orders: number };

/** A shop whose every single delivery the fault decides on. All receivers get them in turn. */
interface Seller extends Sales {
  /** What the books are to say: filled by `sell`, or by the fault, which knows what it sends. */
  entries: BookEntry[];
  /** One order with all that happens to it, which is in no books yet. */
  life(wish: Omit<LifeWish, "shopDomain">): Life;
  /** Writes so many further orders into the books. Nothing of them is sent yet. */
  sell(wish: SaleWish): Life[];
  /** One try. Gives the status; null where nobody answered in time, or nothing left the shop. */
  post(message: Message): Promise<number | null>;
  /** One try with exactly these bytes. `attempt` is called around it. */
  deliver(signed: SignedMessage, attempt?: TrafficWish["attempt"]): Promise<number | null>;
  /** Each until it is acknowledged, several at a time, begun in the order given. */
  postAll(messages: readonly Message[], options?: PostOptions): Promise<void>;
  /** Deliveries that were acknowledged besides: the shop tells of what the app itself writes into it. */
  besides(): number;
  /** Sends by itself, on good and bad days. */
  openTraffic(wish: TrafficWish): Traffic;
  /** From now on the shop shows whoever asks what is in its books, sent or not. */
  book(): void;
  /** Requests of any kind that came to the shop, however they were answered. */
  requests(): number;
  /** What its answers cost so far: points at Shopify, requests at Shopware. */
  cost(): number;
  /** Closes the shop to the app in one of its platform's ways, or opens it again. */
  close(way: string | null): Promise<void>;
}

export interface ShopifyShop extends Seller {
  platform: "shopify";
  /** Null where the app is not installed: the shop sends all the same. */
  admins: ShopAdmins | null;
  /** The app's, with which it signs. */
  secrets: ClientSecrets;
  message(webhook: Webhook & { version?: number }): Message;
  /** From now on it has this name, signs with it, and is asked under it. What was signed before names the former one. */
  rename(domain: string): void;
}

export interface ShopwareShop extends Seller {
  platform: "shopware";
  site: ShopwareSite;
  /** What the shop says about an order from its first version to its last. */
  messagesOf(entry: BookEntry): Message[];
  /** Lets an order come as far as this version. */
  happen(entry: BookEntry, version: number): void;
  /** From now on whoever reads this order gets it changed in place. */
  alter(order: BookedOrder, change: (read: Record<string, unknown>) => void): void;
  /** Keeps back the answer to the next request that fits until then. What it says is as of now. */
  keepBack(fits: (path: string) => boolean, until: Promise<unknown>): void;
  /** From now on what the app writes to orders is answered as ever, and comes to nothing: the shop tells of no write. */
  dropWrites(): void;
}

export type SellingShop = ShopifyShop | ShopwareShop;
