/** Shopify's leaky bucket of one app in one shop, standard plan. */
export const BUCKET = { maximumAvailable: 2000, restoreRate: 100 } as const;

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
export function createCostBucket(now: () => number): CostBucket {
  let available: number = BUCKET.maximumAvailable;
  let at = now();
  const level = (): number => {
    const time = now();
    available = Math.min(BUCKET.maximumAvailable, available + (Math.max(0, time - at) * BUCKET.restoreRate) / 1000);
    at = time;
    return available;
  };
  return {
    holds: (cost) => level() >= cost,
    spend: (cost) => {
      available = Math.max(0, level() - cost);
    },
    status: () => ({ ...BUCKET, currentlyAvailable: Math.floor(level()) }),
  };
}
