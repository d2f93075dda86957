/** What the tracking page says of one parcel. */
export interface PagedParcel {
  number: string;
  events: readonly PagedEvent[];
}

export interface PagedEvent {
  /** Milliseconds since the epoch; null where the page names no time. */
  at: number | null;
  words: string;
  place: string;
}

export interface TrackPageSetup {
  /** Origin of the core. */
  url: string;
  slug: string;
  orderNumber: string;
  zipCode: string;
}

/** The core's own page of an order, in English, as whoever knows its number and zip code gets it. */
export async function readTrackPage({ url, slug, ...order }: TrackPageSetup): Promise<PagedParcel[]> {
  const page = new URL(`/track/${encodeURIComponent(slug)}?${new URLSearchParams(order)}`, url);
  const response = await fetch(page, {
    headers: { "Accept-Language": "en" },
    signal: AbortSignal.timeout(30_000),
  });
  if (response.status === 404) return [];
  if (!response.ok) throw new Error(`the tracking page of an order answered ${response.status}`);
  return parcelsIn(await response.text());
}

/** The parcels of a page's HTML; those without a number are only expected. */
export function parcelsIn(html: string): PagedParcel[] {
  return html
    .split('<section class="karla-parcel">')
    .slice(1)
    .flatMap((card) => {
      const number = textIn(card, /<bdi class="karla-number">([^<]*)</);
      if (number === "") return [];
      const items = [...card.matchAll(/<li class="karla-event">(.*?)<\/li>/gs)].map(([item]) => item);
      return [{ number, events: items.map(eventIn) }];
    });
}

function eventIn(item: string): PagedEvent {
  const time = textIn(item, /<time datetime="([^"]*)"/);
  return {
    at: time === "" ? null : Date.parse(time),
    words: textIn(item, /<span class="karla-event-words">([^<]*)</),
    place: textIn(item, /<bdi class="karla-event-place">([^<]*)</),
  };
}

function textIn(html: string, part: RegExp): string {
  return part.exec(html)?.[1] ?? "";
}
