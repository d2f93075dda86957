import type { IncomingMessage } from "node:http";
import type { ShopId } from "@karla/sync/ids";
import type { ProxyRequest } from "./verify-proxy-request.ts";
import type { WrittenAnswer } from "./write-answer.ts";

/** A request that Shopify passed on, verified. */
export interface ProxyVisit {
  asked: ProxyRequest;
  /** Whose it is. */
  shopId: ShopId;
  /** The customer's network address, as Shopify passed it on. */
  address: string;
  /** When the request came, milliseconds since the epoch. */
  arrivedAt: number;
  /** Its body has not been read. */
  message: IncomingMessage;
}

/** What is said to a visitor; `outcome` is for the log. */
export interface PageAnswer extends WrittenAnswer {
  outcome: string;
}

/** One page of the storefront that the app has. Never throws for what a visitor sent. */
export interface ProxyPage {
  methods: readonly string[];
  answer(visit: ProxyVisit): Promise<PageAnswer>;
}
