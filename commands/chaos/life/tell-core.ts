import { randomUUID } from "node:crypto";
import { z } from "zod";
import { basicAuth } from "../../proof/read-core.ts";
import type { Lab } from "../lab.ts";

const Orders = z.tuple([z.object({ trackings: z.array(z.object({ id: z.string() })) })]);

/** Tells the core that something happened to the first parcel of an order just now. */
export async function tellCore(
  { core }: Lab,
  { slug, orderId, event }: { slug: string; orderId: string; event: string },
): Promise<void> {
  const headers = {
    Authorization: basicAuth(core.adminUser, core.adminKey),
    "Content-Type": "application/json",
  };
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await fetch(new URL(`/v1/shops/${slug}${path}`, core.url), { headers, ...sent });
    if (!response.ok) throw new Error(`the core answered ${response.status} to ${path}`);
    return response.json();
  };
  const [{ trackings }] = Orders.parse(await ask(`/orders?external_id=${encodeURIComponent(orderId)}`));
  const parcel = trackings[0];
  if (parcel === undefined) throw new Error(`the core has no parcel of order ${orderId}`);
  const happened = { event_name: event, event_time: new Date().toISOString(), external_id: randomUUID() };
  await ask(`/shipments/${parcel.id}/events`, happened);
}
