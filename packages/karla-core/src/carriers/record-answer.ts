import { inTransaction, type Queryable } from "../db/in-transaction.ts";
import { standingOf } from "../events/standing-of.ts";
import type { CoreDeps } from "../http/core-context.ts";
import { readEvents } from "../orders/happening.ts";
import { lockShipment } from "../orders/lock-shipment.ts";
import { recordEvent } from "../orders/record-event.ts";
import { askPauseMs, failurePauseMs } from "./ask-pause.ts";
import type { CarrierFeed, CarrierScan, FeedAnswer } from "./carrier-feed.ts";
import type { ClaimedParcel } from "./claim-parcel.ts";

/**
 * Records what a carrier answered about a parcel, and when to ask again, in one transaction: after a crash the question is
 * asked anew, and what it brings for the second time is known by then. Answers how many scans were new; null when another
 * process has taken the parcel over meanwhile.
 */
export function recordAnswer(
  deps: CoreDeps,
  { feed, parcel, haste }: { feed: CarrierFeed; parcel: ClaimedParcel; haste: number },
  answer: FeedAnswer,
): Promise<number | null> {
  const now = new Date(deps.clock.now());
  const { shop, shipmentId } = parcel;
  return inTransaction(deps.pool, async (tx) => {
    const shipment = await lockShipment(tx, shop, shipmentId);
    if (!shipment || !(await isStillOurs(tx, parcel))) return null;
    let recorded = 0;
    if (answer.outcome === "known") {
      const known = await knownScans(tx, parcel);
      for (const event of answer.scans.map((scan) => toldBy(feed, scan))) {
        if (known.has(identityOf(event.externalId, event.at))) continue;
        if (await recordEvent(deps, { tx, shop, now }, shipment, event)) recorded += 1;
      }
      if (answer.arrival !== null && JSON.stringify(answer.arrival) !== JSON.stringify(shipment.arrival)) {
        await tx.query("update karla_core.shipment set arrival = $3, updated_at = $4 where shop_id = $1 and id = $2", [
          shop.id,
          shipmentId,
          JSON.stringify(answer.arrival),
          now,
        ]);
      }
    }
    const answered = answer.outcome === "known" || answer.outcome === "not_found";
    const failures = answered ? 0 : parcel.failures + 1;
    const fraction = deps.entropy.fraction();
    const events = await readEvents(tx, shop, shipmentId);
    const { phase } = standingOf({ trackingNumber: parcel.trackingNumber, events });
    const pauseMs = answered ? askPauseMs(phase, fraction) : failurePauseMs(failures, fraction);
    await tx.query(
      `update karla_core.carrier_watch set due_at = $3, leased_until = null, failures = $4, last_outcome = $5
       where shop_id = $1 and shipment_id = $2`,
      [
        shop.id,
        shipmentId,
        pauseMs === null ? null : new Date(now.getTime() + pauseMs / haste),
        failures,
        "why" in answer ? `${answer.outcome}: ${answer.why}` : answer.outcome,
      ],
    );
    return recorded;
  });
}

/** Most of an answer is known from the one before. */
async function knownScans(tx: Queryable, { shop, shipmentId }: ClaimedParcel): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ external_id: string; happened_at: Date }>(
    `select external_id, happened_at from karla_core.shipment_event
     where shop_id = $1 and shipment_id = $2 and scan is not null`,
    [shop.id, shipmentId],
  );
  return new Set(rows.map(({ external_id, happened_at }) => identityOf(external_id, happened_at)));
}

function identityOf(externalId: string, at: Date): string {
  return `${externalId} ${at.getTime()}`;
}

async function isStillOurs(tx: Queryable, { shop, shipmentId, turn }: ClaimedParcel): Promise<boolean> {
  const { rows } = await tx.query<{ turns: number }>(
    "select turns from karla_core.carrier_watch where shop_id = $1 and shipment_id = $2 for update",
    [shop.id, shipmentId],
  );
  return rows[0]?.turns === turn;
}

function toldBy(feed: CarrierFeed, { at, place, kind, event, code, text, pickup }: CarrierScan) {
  return { name: event, at, externalId: `${feed.name}:${kind}`, place, scan: { code, text, pickup } };
}
