import type { QuarantineReason } from "@karla/sync/normalise";

/**
 * Thrown from deep inside a body that cannot be used, caught once, by `normaliseShopify`. The detail names the place,
 * never the value: it is logged and shown.
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
