/** One bad moment of a Shopware shop's Admin API. */
export type ShopwareMisbehaviour =
  /** Answers this instead of doing anything. Shopware Cloud says 429 for minutes. */
  | { kind: "status"; status: 400 | 403 | 404 | 429 | 500 | 502 | 503 | 504; retryAfterSeconds?: number }
  /** Answers after this time; it has done what was asked before that. */
  | { kind: "slow"; ms: number }
  /** Takes the request and never answers. */
  | { kind: "hang" }
  /** Does what was asked, and the answer is lost on the way: a 502 arrives. */
  | { kind: "lost_answer" }
  /** The page of a shop in maintenance, with status 200. */
  | { kind: "html" }
  /** Half of the JSON. */
  | { kind: "half" }
  /** Another answer than to what was asked: of a search, things that nobody asked for; else nothing at all. */
  | { kind: "wrong" }
  /** To another host, as an address behind a login does. */
  | { kind: "redirect"; to: string };

export interface ShopwareRequest {
  method: string;
  /** Below the shop's URL: "/api/search/order". */
  path: string;
  /** How many requests came before. */
  before: number;
}

/** Decides how a request goes wrong; null: it goes well. */
export type ShopwareMisbehave = (request: ShopwareRequest) => ShopwareMisbehaviour | null;
