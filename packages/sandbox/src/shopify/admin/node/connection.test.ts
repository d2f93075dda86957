import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AdminNode } from "./admin-node.ts";
import { connection } from "./connection.ts";

interface Item {
  at: number;
  id: string;
}

const items = fc.uniqueArray(fc.record({ at: fc.integer({ min: 0, max: 5 }), id: fc.stringMatching(/^[0-9]{3}$/) }), {
  selector: ({ id }) => id,
  maxLength: 40,
});

function ask(all: readonly Item[], args: object) {
  const page = connection(
    { items: all, placeOf: ({ at, id }) => [at, id], toNode: ({ at, id }): AdminNode => ({ at, id }) },
    args,
  );
  const nodes = page.nodes;
  return { nodes: typeof nodes === "function" ? nodes() : [], info: Object(page.pageInfo) };
}

function walk(all: readonly Item[], size: number, reverse: boolean): Item[] {
  const seen: Item[] = [];
  let after: string | null = null;
  do {
    const { nodes, info } = ask(all, { first: size, after, reverse });
    seen.push(...nodes);
    if (seen.length > all.length) throw new Error("the pages show more than there is");
    after = info.hasNextPage ? info.endCursor : null;
  } while (after !== null);
  return seen;
}

describe("a connection", () => {
  it("shows each item once, in order, whatever the size of its pages", () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 50 }), fc.boolean(), (all, size, reverse) => {
        const sorted = [...all].sort((left, right) => left.at - right.at || Number(left.id) - Number(right.id));
        expect(walk(all, size, reverse)).toEqual(reverse ? sorted.reverse() : sorted);
      }),
    );
  });

  it("loses none that was there all along when others come and go between two pages", () => {
    fc.assert(
      fc.property(items, items, fc.integer({ min: 1, max: 9 }), (all, others, size) => {
        const first = ask(all, { first: size });
        const known = new Set(all.map(({ id }) => id));
        const changed = [...all.slice(1), ...others.filter(({ id }) => !known.has(id))];
        const rest = first.info.hasNextPage ? ask(changed, { first: 250, after: first.info.endCursor }).nodes : [];
        const seen = [...first.nodes, ...rest].map(({ id }: Item) => id);
        for (const { id } of all.slice(1)) expect(seen).toContain(id);
        expect(new Set(seen).size).toBe(seen.length);
      }),
    );
  });

  it("says which end of the list it shows", () => {
    const all = [1, 2, 3].map((at) => ({ at, id: `00${at}` }));
    expect(ask(all, { first: 1 }).info).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
    expect(ask(all, { last: 1 }).info).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
    expect(ask([], { first: 1 }).info).toMatchObject({ hasNextPage: false, endCursor: null });
  });
});
