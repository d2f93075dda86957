import { describe, expect, test } from "vitest";
import type { FileLine } from "./file-lines.ts";
import { type FileOrder, ordersInLines } from "./orders-in-lines.ts";

const ONE = "gid://shopify/Order/1";
const TWO = "gid://shopify/Order/2";
const line = (text: string, tooLong = false): Omit<FileLine, "end"> => ({ text, tooLong });
/** The file's own line of an order, without what else is asked of it: enough to tell whose line it is. */
const root = (id: string) => line(JSON.stringify({ id, name: "#1" }));
const part = (parent: string) => line(JSON.stringify({ __typename: "LineItem", id: "7", __parentId: parent }));

/** Which order comes after which, and the line that follows it. */
async function ordersOf(...lines: Omit<FileLine, "end">[]): Promise<[string, number][]> {
  async function* numbered() {
    for (const [at, of] of lines.entries()) yield { ...of, end: at + 1 };
  }
  const found: FileOrder[] = [];
  for await (const order of ordersInLines(numbered())) found.push(order);
  return found.map(({ id, end }) => [id, end]);
}

describe("the orders of a file", () => {
  test("are each with the parts below it", async () => {
    expect(await ordersOf(root(ONE), part(ONE), part(ONE), root(TWO))).toEqual([
      [ONE, 3],
      [TWO, 4],
    ]);
    expect(await ordersOf()).toEqual([]);
  });

  test("come once more where a part of theirs stands elsewhere", async () => {
    expect(await ordersOf(root(ONE), root(TWO), part(ONE), part(ONE), part(TWO))).toEqual([
      [ONE, 1],
      [TWO, 2],
      [ONE, 4],
      [TWO, 5],
    ]);
    expect(await ordersOf(part(ONE), root(TWO))).toEqual([
      [ONE, 1],
      [TWO, 2],
    ]);
  });

  test.each([
    ["is no JSON", line("{")],
    ["is no object", line("[1]")],
    ["is nothing", line("null")],
    ["has no id", line("{}")],
    ["is of something that is no order", line(`{"__parentId":"gid://shopify/Product/1"}`)],
    ["is too long", line(`{"__typename":"LineItem"`, true)],
  ])("take in a line that %s, as it stands between theirs", async (_what, unreadable) => {
    expect(await ordersOf(root(ONE), unreadable, part(ONE), root(TWO))).toEqual([
      [ONE, 3],
      [TWO, 4],
    ]);
    await expect(ordersOf(unreadable, root(ONE))).rejects.toMatchObject({ kind: "contract", retry: true });
  });

  test("are known by the beginning of a line that is too long", async () => {
    expect(await ordersOf(line(`{"id":"${ONE}","note":"xx`, true), part(ONE), root(TWO))).toEqual([
      [ONE, 2],
      [TWO, 3],
    ]);
  });
});
