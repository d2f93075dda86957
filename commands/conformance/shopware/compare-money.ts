import { sameDecimal } from "../../proof/same-decimal.ts";
import { textOf } from "../read-body.ts";
import { type Compared, deviating, SAME, wrong } from "./compared.ts";

/** Amounts are rounded to cents; a comparison of floats needs some room. */
const HALF_A_CENT = 0.005 + 1e-9;

/** Amounts as the text of their digits. */
export function compareMoney(field: string, due: unknown, is: unknown): Compared {
  const [said, held] = [textOf(due), textOf(is)];
  if (said === null && held === null) return SAME;
  if (said !== null && held !== null) {
    if (sameDecimal(said, held)) return SAME;
    if (isUnrounded(said) && Math.abs(Number(said) - Number(held)) <= HALF_A_CENT) return deviating("float_noise");
  }
  return wrong("money", `${field}: due is ${said ?? "nothing"}, the core holds ${held ?? "nothing"}`);
}

function isUnrounded(amount: string): boolean {
  return (amount.split(".")[1]?.length ?? 0) > 2;
}
