import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** A shop registers once in months; the server of an agency may hold some dozens of them. */
const USUAL = { perAddress: 60, perShop: 10, seconds: 60 };

export type RegistrationLimits = typeof USUAL;

/** How many seconds to wait, from one network address or for one shop; null where a registration may go on. */
export interface RegistrationLimit {
  address(address: string): Promise<number | null>;
  /** To be asked with ids that somebody has signed alone, so that strangers cannot keep a shop out. */
  shop(shopId: string): Promise<number | null>;
}

export function createRegistrationLimit({ perAddress, perShop, seconds } = USUAL): RegistrationLimit {
  const addresses = new RateLimiterMemory({ points: perAddress, duration: seconds });
  const shops = new RateLimiterMemory({ points: perShop, duration: seconds });
  return { address: (address) => consume(addresses, address), shop: (shopId) => consume(shops, shopId) };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    throw error;
  }
}
