import { setTimeout as wait } from "node:timers/promises";
import type { BookedOrder } from "@karla/sandbox/booked-order";
import { createJournal } from "@karla/sandbox/journal";
import { GOOD_DAY } from "@karla/sandbox/plan-deliveries";
import { seededRandom } from "@karla/sandbox/random";
import { createSender } from "@karla/sandbox/sender";
import { waitUntilSettled } from "../../wait-until-settled.ts";
import type { LatencyStack } from "../latency/latency-stack.ts";
import { lossyShop } from "../reconcile/lossy-shop.ts";
import { customerAddress } from "./customer-address.ts";
import { inFlight } from "./in-flight.ts";
import type { StorefrontVisitor } from "./storefront-visitor.ts";

/** Number and zip code of an order that the shop's tracking page shows. */
export interface ShownOrder {
  id: string;
  orderNumber: string;
  zipCode: string;
}

/** Has a shop sell, and gives the orders that its tracking page shows to whoever has number and zip code. */
export async function sellTracked(
  { stack, secret, target }: LatencyStack,
  { shop, orders, visitor }: { shop: string; orders: number; visitor: StorefrontVisitor },
): Promise<ShownOrder[]> {
  const sold = lossyShop({ orders, lost: 0, seed: 1, shopDomain: shop });
  const sender = createSender({
    url: `${stack.receiver.url}${target.path}`,
    shopDomain: shop,
    secret,
    plays: GOOD_DAY,
    random: seededRandom(1),
    journal: createJournal(),
    fetch,
    now: Date.now,
    sleep: (ms) => wait(ms),
    retriesMs: [1_000, 1_000, 1_000],
  });
  await sender.send(sold.sent);
  await waitUntilSettled({ status: stack.status, now: Date.now, sleep: (ms) => wait(ms), look() {} });
  const shown: ShownOrder[] = [];
  await inFlight({ items: sold.orders.flatMap(candidateOf), most: 4 }, async (order) => {
    if (await isShown(visitor, order, customerAddress(Number(order.orderNumber)))) shown.push(order);
  });
  return shown;
}

/** Whether the page shows this order to somebody at this address who has its number and zip code. */
export async function isShown(
  visitor: StorefrontVisitor,
  { orderNumber, zipCode }: ShownOrder,
  address: string,
): Promise<boolean> {
  const { status, body } = await visitor.visit({ orderNumber, zipCode, address, asBlock: true });
  return status === 200 && body.startsWith('{"outcome":"order"');
}

function candidateOf({ id, number, shippingAddress }: BookedOrder): ShownOrder[] {
  const zipCode = shippingAddress?.zip ?? "";
  return zipCode === "" ? [] : [{ id, orderNumber: String(number), zipCode }];
}
