import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** The open page asks every two seconds; nobody clicks as fast as this. */
const USUAL = { requests: 300, seconds: 10 };

/**
 * How many seconds a session of the admin has to wait for its next request; null where it may go on. To be asked with
 * verified sessions alone: each is remembered until its seconds are over.
 */
export function createSessionLimit({ requests, seconds } = USUAL): (session: string) => Promise<number | null> {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds });
  return async (session) => {
    try {
      await limiter.consume(session);
      return null;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      throw error;
    }
  };
}
