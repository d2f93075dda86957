import { aboutRequests } from "@karla/sync/answer-due";
import type { ProblemAbout } from "@karla/sync/shops";
import { z } from "zod";
import { IS_OPEN_REQUEST } from "./erasure/open-requests.ts";

/** Problems with what they are about: of customers' requests that is what is open now, whatever was known when the problem was raised. */
export const PROBLEMS_WITH_REQUESTS = `problem p LEFT JOIN LATERAL (
  SELECT count(*)::int AS requests, min(received_at) AS first_asked_at FROM inbox_event
  WHERE p.code = 'data_requested' AND shop_id = p.shop_id AND ${IS_OPEN_REQUEST}
) r ON true`;

export interface AboutRow {
  about: string | null;
  requests: number;
  first_asked_at: Date | null;
}

const About = z.record(z.string(), z.string());

export function aboutOf({ about, requests, first_asked_at }: AboutRow, now: number): ProblemAbout {
  if (first_asked_at !== null) return aboutRequests({ open: requests, firstAskedAt: first_asked_at.getTime() }, now);
  return about === null ? {} : About.parse(JSON.parse(about));
}
