/** How different shops and carriers write one tracking number. */
export function plainNumber(number: string): string {
  return number.replaceAll(/[\s.\-_/]/g, "").toUpperCase();
}
