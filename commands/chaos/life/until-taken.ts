import type { Message } from "../shop/message.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";

const PATIENCE_MS = 20_000;

/** Sends one message until it is acknowledged, at most so long. Gives the milliseconds that took; null where it never was. */
export async function untilTaken(
  shop: SellingShop,
  message: Message | undefined,
  withinMs = PATIENCE_MS,
): Promise<number | null> {
  if (message === undefined) throw new Error("a message is needed");
  const from = Date.now();
  const isTaken = async () => ((await shop.post(message)) ?? 0) === 200;
  return (await until(isTaken, withinMs)) ? Date.now() - from : null;
}
