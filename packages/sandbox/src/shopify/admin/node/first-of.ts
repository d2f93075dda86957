import { z } from "zod";

const Args = z.object({ first: z.number().int().min(0).nullish() });

/** A plain list that takes `first`: Shopify's lists without cursors, such as an order's fulfillments. */
export function firstOf<T>(items: readonly T[]): (args: unknown) => readonly T[] {
  return (args) => {
    const { first } = Args.parse(args);
    return first == null ? items : items.slice(0, first);
  };
}
