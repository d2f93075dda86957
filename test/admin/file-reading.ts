import type { ShopId } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import type { FileBatch, OrderFiles } from "@karla/sync/order-files";
import type { ShopClientDeps } from "../../app/shopify/admin/client-of-shop.ts";

export const EVER = { from: "1970-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };

/** Asks for a file of all orders and waits for it. Its id. */
export async function readyFile(files: OrderFiles, shopId: ShopId): Promise<string> {
  const id = await files.order(shopId, EVER);
  if (id === null) throw new Error("no file is made");
  for (let looks = 0; looks < 1_000; looks += 1) {
    const { state } = await files.look(shopId, id);
    if (state === "ready") return id;
    if (state === "gone") break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error("the file does not become ready");
}

export async function batchesOf(reading: AsyncIterable<FileBatch>): Promise<FileBatch[]> {
  const batches: FileBatch[] = [];
  for await (const batch of reading) batches.push(batch);
  return batches;
}

/** What tells two events apart, by order. */
export function contentOf(events: readonly ReceivedEvent[]): Map<string, string> {
  return new Map(events.map(({ laneKey, body }) => [laneKey, body.toString()]));
}

/** The same, but files come with their lines changed. */
export function withLines(deps: ShopClientDeps, change: (lines: string[]) => string[]): ShopClientDeps {
  return {
    ...deps,
    fetch: async (input, init) => {
      const response = await deps.fetch(input, init);
      // The size is not told, as it is another.
      if (init?.method === "POST") {
        return new Response((await response.text()).replace(/"fileSize":"\d+"/, '"fileSize":null'), response);
      }
      const lines = (await response.text()).trimEnd().split("\n");
      return new Response(
        change(lines)
          .map((line) => `${line}\n`)
          .join(""),
        { status: 200 },
      );
    },
  };
}
