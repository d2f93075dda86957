import type { QuarantineReason } from "@karla/sync/normalise";

/**
 * Thrown from deep inside an answer that cannot be used, caught once, where an event becomes facts. The detail names the
 * place, never the value: it is logged and shown.
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
