import type { Random } from "../random.ts";
import type { CarrierMisbehave } from "./carrier-misbehaviour.ts";
import type { StoryPlays } from "./parcel-story.ts";

/** Scans that come late, and codes that nobody knows. */
export const BAD_STORIES: StoryPlays = { late: 0.08, unknown: 0.1 };

/** Now and then a carrier is slow, fails, or has had enough of being asked. `share`: of its bad moments, so many happen. */
export function badDays(random: Random, share: number): CarrierMisbehave {
  return () => {
    const chance = random.next() / share;
    if (chance < 0.01) return { kind: "status", status: 429, retryAfter: "2" };
    if (chance < 0.02) return { kind: "status", status: 404 };
    if (chance < 0.03) return { kind: "status", status: 500 };
    if (chance < 0.05) return { kind: "slow", ms: 1500 };
    return chance < 0.09 ? { kind: "repeated" } : null;
  };
}
