import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** A customer looks a few times; a household, an office or a mobile network shares an address. */
const USUAL = { perOrder: 10, perAddress: 60, seconds: 60 };

export interface Looked {
  shop: string;
  /** Whatever names the order: its number as it was typed, or a link. */
  order: string;
  /** The customer's network address as Shopify passed it on. */
  address: string;
}

/**
 * How many seconds a look at an order has to wait; null where it may go on. To be asked with signed requests alone: of these the
 * address is Shopify's word, and nobody else can fill the memory.
 */
export function createTrackLimit({
  perOrder,
  perAddress,
  seconds,
} = USUAL): (looked: Looked) => Promise<number | null> {
  const orders = new RateLimiterMemory({ points: perOrder, duration: seconds });
  const addresses = new RateLimiterMemory({ points: perAddress, duration: seconds });
  return async ({ shop, order, address }) => {
    const waits = await Promise.all([
      consume(orders, `${shop} ${order.toLowerCase().replace(/[\s#]/g, "")}`),
      consume(addresses, `${shop} ${address}`),
    ]);
    const most = Math.max(...waits);
    return most === 0 ? null : most;
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    throw error;
  }
}
