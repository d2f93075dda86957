import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { Lab } from "../lab.ts";
import type { Changes } from "../member.ts";
import type { Receiver, SellingShop } from "./selling-shop.ts";

/** A platform whose shops the lab can have, and the product's side of it. */
export interface Platform {
  name: SellingShop["platform"];
  /** The scripts of its processes. */
  receiver: string;
  worker: string;
  /** The id by which an order of the books goes here. */
  idOf(order: BookedOrder): string;
  closures: readonly Closure[];
  /** What has to be there before the processes of a lab are started. */
  prepare(wish: StandWish): Promise<Stand>;
  /** A shop that sells to what `npm start` runs. */
  visit(started: StartedProduct): Promise<{ shop: SellingShop; close(): Promise<void> }>;
}

/** A way in which a shop is closed to the app. */
export interface Closure {
  name: string;
  /** Requests that may come before the app has understood, */
  tries: number;
  /** and how often it may look whether the shop is open again, with how many requests. */
  probe: { everyMs: number; requests: number };
}

export interface StandWish {
  /** The shops in which the app is installed, where shops can be without it: they can be asked. */
  installed?: { slugs: readonly string[]; plan: "standard" | "plus" };
  say(line: string): void;
}

/** What stands for a platform beside one lab. */
export interface Stand {
  /** Of receivers and workers. */
  env: Changes;
  /** Ports that receivers may call besides the database's. */
  mayCall: readonly number[];
  /** New shops, known to the core and connected, each with a key to the core of its own. */
  open(lab: Lab, slugs: readonly string[], receivers: readonly Receiver[]): Promise<SellingShop[]>;
  /** What must be in no log. */
  secrets(): string[];
  close(): Promise<void>;
}

export interface StartedProduct {
  dataDir: string;
  receiverUrl: string;
  bridgeUrl: string;
}
