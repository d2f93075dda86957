import type { IncomingHttpHeaders } from "node:http";
import type { ReceivedEvent } from "@karla/sync/inbox";

/** A request as its bytes came in. */
export interface RawRequest {
  /** Path without query, e.g. "/webhooks/shopify". */
  path: string;
  headers: IncomingHttpHeaders;
  /** Name, value, name, value … as sent: shows headers that came twice. */
  rawHeaders: readonly string[];
  body: Buffer;
}

export type Verdict =
  /** Authentic: to be stored. Body and body hash are the receiver's own. */
  | { outcome: "verified"; event: Omit<ReceivedEvent, "body" | "bodyHash"> }
  | { outcome: "refused"; status: 400 | 401; reason: string };

/**
 * Decides whether a request is authentic, and which lane it belongs to. Asynchronous, because one platform's verifier has
 * to read a secret by primary key; it calls nothing outside, and never parses the body.
 */
export type Verifier = (request: RawRequest) => Promise<Verdict>;
