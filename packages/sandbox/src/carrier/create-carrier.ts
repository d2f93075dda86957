import { createHash } from "node:crypto";
import { Hono } from "hono";
import { forkedRandom } from "../random.ts";
import { type CarrierJournal, createCarrierJournal } from "./carrier-journal.ts";
import type { CarrierMisbehave } from "./carrier-misbehaviour.ts";
import { PARCEL_KINDS, type ParcelKind, type ParcelStory, type StoryPlays, writeStory } from "./parcel-story.ts";
import { instantOf, writeShipment } from "./write-answer.ts";

export interface CarrierOptions {
  /** The same seed tells the same stories of the same numbers. */
  seed: number;
  /** How much faster than a real parcel's a life goes. */
  haste: number;
  /** What is asked for as `DHL-API-Key`. */
  key: string;
  now(): number;
  sleep(ms: number): Promise<void>;
  journal?: CarrierJournal;
  plays?: StoryPlays;
  misbehave?: CarrierMisbehave;
  /** Of this number this kind; null: as chance will have it. */
  kindOf?(number: string): ParcelKind | null;
}

export interface Carrier {
  fetch(request: Request): Response | Promise<Response>;
  journal: CarrierJournal;
  /** How often it was asked about this number. */
  asked(number: string): number;
}

interface Parcel {
  number: string;
  story: ParcelStory;
  begunAt: number;
  shown: Set<number>;
}

const GOOD: StoryPlays = { late: 0, unknown: 0 };
/** Most parcels simply arrive. */
const EVERYDAY = 0.5;

/** A carrier that knows every number: its life begins when it is asked about for the first time. It answers as DHL does. */
export function createCarrier(options: CarrierOptions): Carrier {
  const { seed, haste, key, now, plays = GOOD, journal = createCarrierJournal(null) } = options;
  const parcels = new Map<string, Parcel>();
  const asked = new Map<string, number>();
  let before = 0;

  for (const line of journal.lines()) {
    if (line.line === "begun") {
      begin(line.number, { begunAt: Date.parse(line.at), kind: line.kind, seed: line.seed });
    } else {
      const parcel = parcels.get(line.number);
      const index = parcel?.story.scans.findIndex(
        (scan) => instantOf(scan.afterMs, { begunAt: parcel.begunAt, haste }) === line.at && scan.code === line.code,
      );
      if (parcel !== undefined && index !== undefined && index >= 0) parcel.shown.add(index);
    }
  }

  function begin(number: string, life: { begunAt: number; kind: ParcelKind | null; seed: number }): Parcel {
    const { begunAt, kind } = life;
    const random = forkedRandom(life.seed, createHash("sha256").update(number).digest().readInt32BE(0));
    const chosen = random.chance(EVERYDAY) ? "plain" : random.pick(PARCEL_KINDS);
    const parcel = { number, story: writeStory(kind ?? chosen, plays, random), begunAt, shown: new Set<number>() };
    parcels.set(number, parcel);
    return parcel;
  }

  function meet(number: string): Parcel {
    const known = parcels.get(number);
    if (known !== undefined) return known;
    const begunAt = Math.floor(now() / 1000) * 1000;
    const parcel = begin(number, { begunAt, kind: options.kindOf?.(number) ?? null, seed });
    journal.write([{ line: "begun", number, at: new Date(begunAt).toISOString(), kind: parcel.story.kind, seed }]);
    return parcel;
  }

  function tell(parcel: Parcel) {
    const { number, story, begunAt } = parcel;
    const life = now() - begunAt;
    const visible = story.scans.flatMap((scan, index) => (scan.shownAfterMs / haste <= life ? [{ scan, index }] : []));
    const fresh = visible.filter(({ index }) => !parcel.shown.has(index));
    // One for all of an answer: whoever reads the journal sees what was told together.
    const shownAt = new Date(now()).toISOString();
    journal.write(
      fresh.map(({ scan: { afterMs, code, statusCode, description, city } }) => {
        const at = instantOf(afterMs, { begunAt, haste });
        return {
          line: "shown",
          number,
          at,
          shownAt,
          code,
          statusCode,
          description,
          city,
        };
      }),
    );
    for (const { index } of fresh) parcel.shown.add(index);
    return writeShipment({ number, story, begunAt, haste, scans: visible.map(({ scan }) => scan) });
  }

  const app = new Hono();
  app.get("/track/shipments", async (c) => {
    const number = c.req.query("trackingNumber") ?? "";
    const question = { number, before };
    before += 1;
    asked.set(number, (asked.get(number) ?? 0) + 1);
    const problem = (status: 400 | 401 | 403 | 404 | 429 | 500 | 502 | 503, title: string) =>
      c.json({ title, status, detail: title }, status);
    if (c.req.header("dhl-api-key") !== key) return problem(401, "Unauthorized");
    if (number === "") return problem(400, "trackingNumber is missing");
    const bad = options.misbehave?.(question) ?? null;
    switch (bad?.kind) {
      case "status": {
        if (bad.retryAfter !== undefined) c.header("Retry-After", bad.retryAfter);
        return problem(bad.status, "Told to misbehave");
      }
      case "hang":
        return new Promise<Response>(() => {});
      case "redirect":
        return c.redirect(bad.to);
      case "huge":
        return c.body(`{"shipments":[],"padding":"${"x".repeat(bad.bytes)}"}`);
      case "half":
        return c.body(JSON.stringify({ shipments: [tell(meet(number))] }).slice(0, 200));
      case "other_parcel":
        return c.json({ shipments: [{ ...tell(meet(`${number}0`)) }] });
      case "repeated": {
        const shipment = tell(meet(number));
        return c.json({ shipments: [{ ...shipment, events: shipment.events.flatMap((each) => [each, each]) }] });
      }
      case "slow":
        await options.sleep(bad.ms);
        break;
      case undefined:
    }
    return c.json({ shipments: [tell(meet(number))] });
  });

  return { fetch: app.fetch, journal, asked: (number) => asked.get(number) ?? 0 };
}
