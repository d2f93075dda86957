import { setTimeout as sleep } from "node:timers/promises";

/** Works on all items in their order, so many at once; of these the first ones begin so many milliseconds apart. */
export async function inFlight<Item>(
  { items, most, apartMs = 0 }: { items: readonly Item[]; most: number; apartMs?: number },
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const goOn = async (_: unknown, lane: number) => {
    await sleep(lane * apartMs);
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: most }, goOn));
}
