import { expect, test } from "vitest";
import { inAffordableBatches } from "./in-affordable-batches.ts";
import type { FileOrder } from "./orders-in-lines.ts";

/** Sizes of the batches of orders of which so many parts are missing; null is one that the file does not hold. */
async function sizesOf(missing: readonly (number | null)[], end = () => {}): Promise<number[]> {
  async function* orders(): AsyncGenerator<FileOrder> {
    for (const [at, parts] of missing.entries()) {
      const order = { refunds: Array.from({ length: parts ?? 0 }), fulfillments: [] };
      const held = parts === null ? null : ({ order, fulfillments: [] } as unknown as FileOrder["held"]);
      yield { id: String(at), held, end: at };
    }
    end();
  }
  const sizes: number[] = [];
  try {
    for await (const batch of inAffordableBatches(orders())) sizes.push(batch.length);
  } catch (error) {
    throw new Error(`after ${sizes.join(" and ")}`, { cause: error });
  }
  return sizes;
}

test.each([
  ["thirty whole ones", Array.from({ length: 70 }, () => 0), [30, 30, 10]],
  ["fewer where their parts have to be read", Array.from({ length: 40 }, () => 2), [15, 15, 10]],
  ["fewer still where they have to be read whole", [null, null, null, null, null], [4, 1]],
  ["one, however many parts it has", [500, 0, 0], [1, 2]],
  ["none where there are none", [], []],
])("a batch has %s", async (_what, missing, sizes) => {
  expect(await sizesOf(missing)).toEqual(sizes);
});

test("orders that came before an error are a batch, and the error comes after it", async () => {
  const broken = new Error("no more");
  const reading = sizesOf([0, 0, 0], () => {
    throw broken;
  });
  await expect(reading).rejects.toMatchObject({ message: "after 3", cause: broken });
  const nothing = sizesOf([], () => {
    throw broken;
  });
  await expect(nothing).rejects.toMatchObject({ message: "after ", cause: broken });
});
