import { AdminError } from "./admin-error.ts";

/**
 * An order that does not add up: it changed between two of the requests that read it, or an answer is not whole. Worth
 * another try, and never a reason to go on with a part of the order.
 */
export function notWhole(what: string): AdminError {
  return new AdminError(`the order was not read whole: ${what}`, { kind: "contract", retry: true });
}
