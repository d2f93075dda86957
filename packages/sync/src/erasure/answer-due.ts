import type { ProblemAbout } from "../pipeline/shops.ts";

const DAY_MS = 24 * 60 * 60_000;
/** The law gives a month, Shopify thirty days: the shorter one. */
const ANSWER_WITHIN_MS = 30 * DAY_MS;

/** Until when a customer's request for their data has to be answered, and how many days are left of it, the last one included. Milliseconds since the epoch. */
export function answerDue(askedAt: number, now: number): { by: number; daysLeft: number } {
  const by = askedAt + ANSWER_WITHIN_MS;
  return { by, daysLeft: Math.max(0, Math.ceil((by - now) / DAY_MS)) };
}

/** What the problem `data_requested` is about. `until`: a calendar day in UTC. */
export function aboutRequests(
  { open, firstAskedAt }: { open: number; firstAskedAt: number },
  now: number,
): ProblemAbout {
  const { by, daysLeft } = answerDue(firstAskedAt, now);
  return { open: String(open), until: new Date(by).toISOString().slice(0, 10), days: String(daysLeft) };
}
