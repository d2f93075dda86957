import { z } from "zod";

/** What this page wants to know of an order in the core. */
const Held = z.object({
  external_id: z.string(),
  total_order_price: z.coerce.number().nullish(),
  order_analytics: z
    .object({ note_attributes: z.array(z.object({ name: z.string(), value: z.string() })).nullish() })
    .nullish(),
  trackings: z.array(z.object({ carrier: z.object({ tracking_number: z.string() }).nullish() })).nullish(),
});

export interface HeldOrder {
  /** The version of the shop's books that the core shows, null where it shows none. */
  version: number | null;
  /** In the currency's main unit. */
  total: number | null;
  trackingNumbers: readonly string[];
}

export interface CoreReaderSetup {
  url: string;
  slug: string;
  user: string;
  key: string;
  fetch: typeof fetch;
}

/** Asks the core for one order by the shop's id of it; null where it has none. Throws where the core does not answer. */
export function createCoreReader({
  url,
  slug,
  user,
  key,
  fetch,
}: CoreReaderSetup): (id: string) => Promise<HeldOrder | null> {
  const authorization = `Basic ${Buffer.from(`${user}:${key}`).toString("base64")}`;
  return async (id) => {
    const target = new URL(`/v1/shops/${encodeURIComponent(slug)}/orders`, url);
    target.searchParams.set("external_id", id);
    const response = await fetch(target, {
      headers: { Authorization: authorization, Accept: "application/json" },
      signal: AbortSignal.timeout(5000),
    });
    if (!response.ok) throw new Error(`the core answered ${response.status}`);
    const [held] = z.array(Held).parse(await response.json());
    if (held === undefined) return null;
    const version = held.order_analytics?.note_attributes?.find(({ name }) => name === "_version")?.value;
    return {
      version: version === undefined ? null : Number(version),
      total: held.total_order_price ?? null,
      trackingNumbers: (held.trackings ?? []).flatMap(({ carrier }) => carrier?.tracking_number ?? []),
    };
  };
}
