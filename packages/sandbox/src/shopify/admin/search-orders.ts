import { GraphQLError } from "graphql";
import { z } from "zod";
import type { BookedOrder } from "../booked-order.ts";
import type { Place } from "./node/connection.ts";

type Test = (order: BookedOrder) => boolean;

const INSTANTS: Readonly<Record<string, (order: BookedOrder) => number>> = {
  created_at: ({ createdAt }) => createdAt,
  processed_at: ({ processedAt }) => processedAt,
  updated_at: ({ updatedAt }) => updatedAt,
};

/** `field:value`, `field:>=value`; the value may stand in quotes. */
const TERM = /([a-z_]+):(>=|<=|>|<)?(?:"([^"]*)"|'([^']*)'|(\S+))/y;

/** Shopify's search syntax, as far as an integration needs it: terms joined by spaces or AND. */
export function orderSearch(query: string): Test {
  const tests: Test[] = [];
  let rest = query.trim();
  while (rest !== "") {
    TERM.lastIndex = 0;
    const match = TERM.exec(rest);
    const [whole, field, operator = "=", double, single, bare] = match ?? [];
    if (whole === undefined || field === undefined) throw notKnown(rest);
    tests.push(testOf(field, operator, double ?? single ?? bare ?? ""));
    rest = rest.slice(whole.length).replace(/^\s+(AND\s+)?/, "");
  }
  return (order) => tests.every((test) => test(order));
}

function testOf(field: string, operator: string, value: string): Test {
  const instantOf = INSTANTS[field];
  if (instantOf !== undefined) {
    const limit = Date.parse(value);
    if (Number.isNaN(limit)) throw notKnown(`${field}:${value}`);
    return (order) => compares(instantOf(order), operator, limit);
  }
  if (operator !== "=") throw notKnown(`${field}:${operator}`);
  if (field === "name") return ({ name, number }) => name === value || String(number) === value;
  if (field === "id") return ({ id }) => id === value;
  if (field === "test") return ({ test }) => String(test) === value;
  throw notKnown(field);
}

function compares(instant: number, operator: string, limit: number): boolean {
  if (operator === ">=") return instant >= limit;
  if (operator === ">") return instant > limit;
  if (operator === "<=") return instant <= limit;
  if (operator === "<") return instant < limit;
  return instant === limit;
}

/** Shopify warns of what it does not understand and searches without it: here nobody shall mistake that for a result. */
function notKnown(what: string): GraphQLError {
  return new GraphQLError(`The sandbox does not know the search term ${what}`, {
    extensions: { code: "SANDBOX_UNKNOWN" },
  });
}

const SortKey = z.enum(["CREATED_AT", "ID", "ORDER_NUMBER", "PROCESSED_AT", "UPDATED_AT"]);
const SORTED_BY: Readonly<Record<z.infer<typeof SortKey>, (order: BookedOrder) => number>> = {
  CREATED_AT: ({ createdAt }) => createdAt,
  ID: () => 0,
  ORDER_NUMBER: ({ number }) => number,
  PROCESSED_AT: ({ processedAt }) => processedAt,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
};

/** Where an order stands when sorted by this key; orders of the same place by their id. */
export function orderPlace(sortKey: string): (order: BookedOrder) => Place {
  const key = SortKey.safeParse(sortKey);
  if (!key.success) throw notKnown(`sortKey ${sortKey}`);
  const sortedBy = SORTED_BY[key.data];
  return (order) => [sortedBy(order), order.id.padStart(20, "0")];
}
