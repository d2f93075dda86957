import type { Pictures } from "@karla/sync/picture";
import type { AdminClient } from "./admin-client.ts";
import { followPages } from "./follow-pages.ts";
import { OrderPicturesDocument } from "./graphql.generated.ts";
import { notWhole } from "./not-whole.ts";
import { PICTURES_OF_LINES } from "./page-sizes.ts";
import { picturesOfLines } from "./pictures-of-lines.ts";

export type ReadPictures = { outcome: "pictures"; pictures: Pictures } | { outcome: "not_found" };

/** Reads the pictures of an order's lines and nothing else of it. `readAt`: before anything is read, ISO 8601. */
export async function readPictures(
  client: AdminClient,
  { orderId, readAt }: { orderId: string; readAt: string },
): Promise<ReadPictures> {
  const asked = { id: `gid://shopify/Order/${orderId}`, first: PICTURES_OF_LINES };
  const { order } = await client.requestGranted(OrderPicturesDocument, { ...asked, after: null });
  if (order === null) return { outcome: "not_found" };
  const lines = await followPages(order.lineItems, async (after) => {
    const next = await client.requestGranted(OrderPicturesDocument, { ...asked, after });
    if (next.order === null) throw notWhole("the order is gone");
    return next.order.lineItems;
  });
  return { outcome: "pictures", pictures: picturesOfLines(lines, readAt) };
}
