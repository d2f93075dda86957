import { setTimeout as sleep } from "node:timers/promises";
import type { RunContext } from "../fault.ts";
import type { Message } from "../shop/message.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { messagesOf, sellOfLate } from "./sell-of-late.ts";

const PAUSE_MS = 150;

/** A shop that sells on and on, whatever is done to the receiver. */
export interface Load {
  /** Answers 401 so far. */
  refused(): number;
  /** Orders so far. */
  sold(): number;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

export function sellAllTheWhile(shop: SellingShop, { seed }: RunContext): Load {
  let [refused, sold, isOver] = [0, 0, false];
  async function tell(message: Message): Promise<void> {
    for (let isTaken = false; !isTaken; ) {
      const status = await shop.post(message);
      isTaken = status !== null && status < 300;
      if (status === 401) refused += 1;
      if (!isTaken && isOver && refused > 0) return;
      if (!isTaken) await sleep(PAUSE_MS);
    }
  }
  async function sell(): Promise<void> {
    while (!isOver) {
      for (const message of messagesOf(sellOfLate(shop, { orders: 1, seed, happens: ["fulfil"] }))) await tell(message);
      sold += 1;
      await sleep(PAUSE_MS);
    }
  }
  const selling = sell();
  return {
    refused: () => refused,
    sold: () => sold,
    async stop() {
      isOver = true;
      await selling;
    },
  };
}
