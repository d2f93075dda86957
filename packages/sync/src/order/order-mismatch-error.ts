/** Facts of one order were merged into another: a fault in our own code, which trying again does not cure. */
export class OrderMismatchError extends Error {
  override readonly name = "OrderMismatchError";
  readonly retry = false;

  constructor(known: string, facts: string) {
    super(`facts of order ${facts} cannot be merged into order ${known}`);
  }
}
