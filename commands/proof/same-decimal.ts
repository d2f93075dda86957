const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Whether two decimal texts are the same number, to the last digit: "398.00" is "398", "0.1" is not "0.10000000000000001". */
export function sameDecimal(left: string, right: string): boolean {
  const [one, other] = [canonical(left), canonical(right)];
  return one !== null && one === other;
}

/** Digits without leading and trailing zeros, and the power of ten of the last one. */
function canonical(text: string): string | null {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign}${significant}e${power}`;
}
