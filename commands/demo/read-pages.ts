import { type PagedParcel, readTrackPage } from "../proof/circle/read-track-page.ts";
import type { CircleOrder } from "../proof/circle/told-order.ts";
import type { CoreOrder } from "../proof/core-order.ts";

const AT_ONCE = 4;

interface PagesWish {
  url: string;
  slug: string;
  orders: readonly CircleOrder[];
  held: ReadonlyMap<string, CoreOrder>;
}

/** The tracking pages of all orders that ever had a parcel, by the order's id. */
export async function readPages({ url, slug, orders, held }: PagesWish): Promise<Map<string, PagedParcel[]>> {
  const pages = new Map<string, PagedParcel[]>();
  const left = orders.filter(({ numbers }) => numbers.length > 0).values();
  const one = async () => {
    for (const { id } of left) {
      const order = held.get(id);
      if (order === undefined) continue;
      const zipCode = order.address?.zip_code ?? "";
      pages.set(id, await readTrackPage({ url, slug, orderNumber: order.order_number, zipCode }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return pages;
}
