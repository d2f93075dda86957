import type { QuarantineReason } from "./normalise.ts";

/**
 * Thrown from deep inside a body that cannot be used, caught once, by the platform's normaliser. The detail
 * names the place, never the value: it is logged and shown.
 */
export class UnusableEvent extends Error {
  readonly retry = false;
  readonly reason: QuarantineReason;

  constructor(reason: QuarantineReason, detail: string) {
    super(detail);
    this.name = "UnusableEvent";
    this.reason = reason;
  }
}
