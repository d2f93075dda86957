import { type Fields, listOf } from "../read-body.ts";
import { type Compared, deviating, SAME, together, wrong } from "./compared.ts";
import { segmentsOf } from "./order-in-shop.ts";

/** The core only ever adds segments: those of the plugin must be there, others only if they were told once or the shop has them. */
export function compareSegments(
  { due, ever }: { due: unknown; ever: readonly string[] },
  is: readonly string[],
  order: Fields | null,
): Compared {
  const inShop = segmentsOf(order);
  const missing = listOf(due)
    .map(String)
    .filter((segment) => !is.includes(segment));
  const foreign = is.filter((segment) => !ever.includes(segment) && !inShop.includes(segment));
  return together([
    ...missing.map((segment) => {
      if (segment.endsWith(".")) return deviating("empty_segment");
      const kind = segment.split(".").slice(0, 2).join(".");
      const otherwise = inShop.some((own) => own.startsWith(`${kind}.`) && is.includes(own));
      return otherwise && kind !== "Shopware.tag"
        ? deviating("names_in_senders_language")
        : wrong("segments", `a ${kind} that is due is not held`);
    }),
    foreign.length === 0 ? SAME : wrong("segments", `${foreign.length} segments held that are not due`),
  ]);
}
