const CUSTOMERS = 250;

/** Network addresses of 250 customers in turn: none of them looks as often as one address may. */
export function customerAddress(index: number): string {
  return `198.51.100.${1 + (index % CUSTOMERS)}`;
}
