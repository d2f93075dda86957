import type { HttpBindings } from "@hono/node-server";
import type { Pool } from "pg";
import type { Clock } from "../clock.ts";
import type { Entropy } from "../entropy.ts";
import type { Log } from "../log.ts";
import type { Seal } from "../seal.ts";

/** The shop a request is about: from the verified credential and the path, never from a body. */
export interface Shop {
  readonly id: string;
  readonly slug: string;
}

/** What the handlers of one request share. */
export type CoreContext = {
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** The decoded body of a write; "" for a read, and for a form. */
    bodyText: string;
    bodyBytes: Buffer;
    shop: Shop;
    nonce: string;
  };
};

/** What every part of the core is made from. */
export interface CoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly entropy: Entropy;
  readonly seal: Seal;
  readonly config: CoreConfig;
  /** Some carrier is asked about parcels: those that come are put down for it. */
  readonly asksCarriers: boolean;
}

export interface CoreConfig {
  /** Origin of the links in answers, e.g. `https://track.example.com`; a function, because a test's port is known late. */
  readonly publicUrl: () => string;
  /** Opens `/`, `/_sandbox/*` and loopback webhook URLs. Never in production. */
  readonly sandbox: boolean;
  /** At least 32 bytes; signs tracking links and seals webhook secrets. */
  readonly secret: Buffer;
  /** How long a tracking link works. Default 180 days. */
  readonly trackTokenTtlMs?: number;
  /** After this long a request is answered 500. Default 30 s. */
  readonly requestTimeoutMs?: number;
}
