import type { CoreDeps } from "../http/core-context.ts";
import { WATCHED_MS } from "./ask-pause.ts";
import type { CarrierFeed, FeedAnswer } from "./carrier-feed.ts";
import { claimParcel } from "./claim-parcel.ts";
import { feedPauseMs } from "./feed-pause.ts";
import { recordAnswer } from "./record-answer.ts";

export interface Asking {
  readonly feeds: readonly CarrierFeed[];
  /** By how much shorter all pauses are: 1, except where a stand-in's parcels live faster than real ones. */
  readonly haste: number;
  /** So long after its shipping a parcel is asked about no more. Missing: 60 days, and with a haste so much less. */
  readonly watchedMs?: number;
}

/**
 * Asks each carrier about the one parcel that is due, and answers how many were asked. Several processes may do this at once:
 * a parcel is leased to one of them, and they keep one pace between them.
 */
export function createAskDue(
  deps: CoreDeps,
  { feeds, haste, watchedMs = WATCHED_MS / haste }: Asking,
): () => Promise<number> {
  const { pool, clock, log } = deps;

  /** A carrier that is away, or has had enough, is left alone as a whole. */
  async function settleFeed(feed: CarrierFeed, answer: FeedAnswer): Promise<void> {
    if (feedPauseMs(answer, { failures: 1, haste }) === null) {
      await pool.query(
        "update karla_core.carrier_feed set failures = 0, last_outcome = $2 where name = $1 and failures > 0",
        [feed.name, answer.outcome],
      );
      return;
    }
    const { rows } = await pool.query<{ failures: number }>(
      "update karla_core.carrier_feed set failures = failures + 1, last_outcome = $2 where name = $1 returning failures",
      [feed.name, answer.outcome],
    );
    const pauseMs = feedPauseMs(answer, { failures: rows[0]?.failures ?? 1, haste }) ?? 0;
    await pool.query("update karla_core.carrier_feed set next_call_at = greatest(next_call_at, $2) where name = $1", [
      feed.name,
      new Date(clock.now() + pauseMs),
    ]);
    log.warn({ feed: feed.name, outcome: answer.outcome, pauseMs }, "carrier left alone");
  }

  async function ask(feed: CarrierFeed): Promise<number> {
    const parcel = await claimParcel(pool, feed, { now: clock.now(), haste, watchedMs });
    if (parcel === null) return 0;
    const answer = await feed.ask(parcel);
    await settleFeed(feed, answer);
    const recorded = await recordAnswer(deps, { feed, parcel, haste }, answer);
    log.info({ feed: feed.name, shipmentId: parcel.shipmentId, outcome: answer.outcome, recorded }, "carrier asked");
    return 1;
  }

  return async () => (await Promise.all(feeds.map(ask))).reduce((sum, asked) => sum + asked, 0);
}
