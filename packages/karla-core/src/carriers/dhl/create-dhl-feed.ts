import { readCapped } from "../../http/read-capped.ts";
import type { AskedParcel, CarrierFeed, FeedAnswer } from "../carrier-feed.ts";
import { dhlAnswer } from "./dhl-answer.ts";
import { readShipment } from "./read-shipment.ts";

interface DhlFeedOptions {
  /** Origin and path before `/track/shipments`, e.g. `https://api-eu.dhl.com`. Nothing else is ever called. */
  readonly url: string;
  readonly key: string;
  readonly carriers: readonly string[] | null;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 1024 * 1024;

/** DHL's "Shipment Tracking - Unified": `GET /track/shipments`, one number a call. */
export function createDhlFeed(options: DhlFeedOptions): CarrierFeed {
  const { key, now, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES } = options;

  function target({ trackingNumber, zipCode }: AskedParcel): URL {
    const url = new URL(options.url);
    url.pathname = `${url.pathname.replace(/\/$/, "")}/track/shipments`;
    url.search = new URLSearchParams({
      trackingNumber: trackingNumber.replace(/\s/g, ""),
      language: "en",
      // Without it the places of German parcels are left out.
      ...(zipCode === null ? {} : { recipientPostalCode: zipCode }),
    }).toString();
    return url;
  }

  async function call(parcel: AskedParcel): Promise<FeedAnswer> {
    const answer = await options.fetch(target(parcel), {
      headers: { "DHL-API-Key": key, accept: "application/json" },
      // A key that is sent on to another host is lost; a redirect is an answer that says nothing.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      return refusal(answer);
    }
    const read = await readCapped(answer.body, maxBytes);
    if (read.outcome === "too_large") return { outcome: "unreadable", why: "too large" };
    return readAnswer(read.bytes, parcel.trackingNumber);
  }

  function refusal({ status, headers }: Response): FeedAnswer {
    switch (status) {
      case 404:
        return { outcome: "not_found" };
      case 401:
      case 403:
        return { outcome: "refused" };
      case 429:
        return { outcome: "throttled", retryAfterMs: retryAfter(headers.get("retry-after"), now()) };
      default:
        return status >= 500
          ? { outcome: "unavailable", why: String(status) }
          : { outcome: "unreadable", why: String(status) };
    }
  }

  return {
    name: "dhl",
    carriers: options.carriers,
    ask: (parcel) =>
      call(parcel).catch((error: unknown) => ({
        outcome: "unavailable" as const,
        why: error instanceof Error && error.name === "TimeoutError" ? "timeout" : "no answer",
      })),
  };
}

function readAnswer(bytes: Buffer, trackingNumber: string): FeedAnswer {
  try {
    const parsed = dhlAnswer.safeParse(JSON.parse(bytes.toString("utf8")));
    return parsed.success
      ? readShipment(parsed.data.shipments, trackingNumber)
      : { outcome: "unreadable", why: "another form" };
  } catch {
    return { outcome: "unreadable", why: "not JSON" };
  }
}

/** Seconds or an HTTP date; null where neither was given. */
function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d{1,7}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
