/** Of a shop. Decides how many points an app has there. */
export type ShopPlan = "standard" | "plus";

/** Shopify's leaky bucket of one app in one shop: https://shopify.dev/docs/api/usage/limits */
const BUCKETS = {
  standard: { maximumAvailable: 2000, restoreRate: 100 },
  plus: { maximumAvailable: 20_000, restoreRate: 1000 },
} as const satisfies Record<ShopPlan, object>;

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface CostBucket {
  /** Whether a query of this cost may run now. */
  holds(cost: number): boolean;
  spend(cost: number): void;
  status(): ThrottleStatus;
}

/** A bucket that fills again by the second. `now` in milliseconds. */
export function createCostBucket(now: () => number, plan: ShopPlan): CostBucket {
  const { maximumAvailable, restoreRate } = BUCKETS[plan];
  let available: number = maximumAvailable;
  let at = now();
  const level = (): number => {
    const time = now();
    available = Math.min(maximumAvailable, available + (Math.max(0, time - at) * restoreRate) / 1000);
    at = time;
    return available;
  };
  return {
    holds: (cost) => level() >= cost,
    spend: (cost) => {
      available = Math.max(0, level() - cost);
    },
    status: () => ({ maximumAvailable, currentlyAvailable: Math.floor(level()), restoreRate }),
  };
}
