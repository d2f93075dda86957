import { GraphQLError } from "graphql";
import { z } from "zod";
import type { AdminNode } from "./admin-node.ts";

/** Shopify gives at most this many at once. */
export const MAX_PAGE = 250;

const PageArgs = z.object({
  first: z.number().int().nullish(),
  last: z.number().int().nullish(),
  after: z.string().nullish(),
  before: z.string().nullish(),
  reverse: z.boolean().nullish(),
  whole: z.boolean().nullish(),
});

/** The argument that gives a connection without pages, which bulk operations read. No field of the schema takes it. */
export const WHOLE = { whole: true } as const;

/** Where an item stands in its list, however long the list grows meanwhile. */
export type Place = readonly [number, string];

const Cursor = z.tuple([z.number(), z.string()]);

export interface Listing<T> {
  /** In any order. */
  items: readonly T[];
  placeOf(item: T, index: number): Place;
  toNode(item: T): AdminNode;
}

/** A connection over a list that does not change, such as an order's lines. */
export function listConnection<T>(items: readonly T[], toNode: (item: T, index: number) => AdminNode) {
  const numbered = items.map((item, index) => ({ item, index }));
  return (args: unknown): AdminNode =>
    connection(
      { items: numbered, placeOf: ({ index }) => [index, ""], toNode: ({ item, index }) => toNode(item, index) },
      args,
    );
}

/** One page of a list: `first`/`after` or `last`/`before`, cursors that say nothing to whoever reads them. */
export function connection<T>({ items, placeOf, toNode }: Listing<T>, given: unknown): AdminNode {
  const args = PageArgs.parse(given);
  const direction = args.reverse === true ? -1 : 1;
  const all = items
    .map((item, index) => ({ item, place: placeOf(item, index) }))
    .sort((left, right) => direction * compare(left.place, right.place));
  const after = args.after == null ? null : readCursor(args.after);
  const before = args.before == null ? null : readCursor(args.before);
  const between = all.filter(
    ({ place }) =>
      (after === null || direction * compare(place, after) > 0) &&
      (before === null || direction * compare(place, before) < 0),
  );
  const page = args.whole === true ? all : cut(between, args.first ?? null, args.last ?? null);
  const edges = page.map(({ item, place }) => ({ cursor: () => writeCursor(place), node: () => toNode(item) }));
  const [start, end] = [page[0], page.at(-1)];
  return {
    edges,
    nodes: () => page.map(({ item }) => toNode(item)),
    pageInfo: {
      hasNextPage: end !== undefined && all.at(-1) !== end,
      hasPreviousPage: start !== undefined && all[0] !== start,
      startCursor: start === undefined ? null : writeCursor(start.place),
      endCursor: end === undefined ? null : writeCursor(end.place),
    },
  };
}

function cut<T>(items: readonly T[], first: number | null, last: number | null): readonly T[] {
  if (first === null && last === null) throw refusal("you must provide one of first or last");
  if (first !== null && last !== null) throw refusal("providing both first and last is not supported");
  const size = first ?? last ?? 0;
  const name = first === null ? "last" : "first";
  if (size < 0) throw refusal(`${name} cannot be negative`);
  if (size > MAX_PAGE) throw refusal(`${name} cannot exceed ${MAX_PAGE}`);
  if (first === null) return size === 0 ? [] : items.slice(-size);
  return items.slice(0, size);
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}

function compare([number, text]: Place, [otherNumber, otherText]: Place): number {
  if (number !== otherNumber) return number - otherNumber;
  return text === otherText ? 0 : text < otherText ? -1 : 1;
}

function writeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function readCursor(text: string): Place {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    throw new GraphQLError("Invalid cursor for current pagination sort.", { extensions: { code: "BAD_REQUEST" } });
  }
}
