import type { ShopId } from "@karla/sync/ids";
import type { Locale } from "@karla/tracking/locale";
import { TRACKING_TEXTS } from "@karla/tracking/texts";
import { trackingViewOf } from "@karla/tracking/tracking-view";
import type { TrackLinks } from "../proxy/create-track-link.ts";
import type { FoundOrder, Sought } from "../proxy/order-finder.ts";
import { TRACK_PATH } from "../proxy/track-page-url.ts";
import type { CustomerClaims } from "../shopify/customer-claims.ts";
import type { CustomerAnswer } from "./customer-answer.ts";

export interface AnswerCustomerDeps {
  findOrder: (shopId: ShopId, sought: Sought) => Promise<FoundOrder>;
  links: Pick<TrackLinks, "create">;
  /** Resolves when an answer that gives nothing away may leave. */
  holdBack: (arrivedAt: number) => Promise<void>;
  now: () => number;
}

/** What a customer sees in his account of an order of his own; null where the core does not answer. */
export function createCustomerAnswers({ findOrder, links, holdBack, now }: AnswerCustomerDeps) {
  return async (
    { customerId }: CustomerClaims,
    { shopId, orderId, locale, arrivedAt }: { shopId: ShopId; orderId: string; locale: Locale; arrivedAt: number },
  ): Promise<CustomerAnswer | null> => {
    // Whoever is not logged in is nobody's customer: the same work, and nothing is found.
    const found = await findOrder(shopId, { kind: "own", orderId, customerId: customerId ?? "" });
    switch (found.outcome) {
      case "order": {
        const t = TRACKING_TEXTS[locale];
        const view = trackingViewOf(found.order, { now: now() });
        const query = new URLSearchParams({ token: links.create(shopId, orderId), locale });
        return {
          outcome: "order",
          status: t.state[view.state].title,
          path: `${TRACK_PATH}?${query}`,
          title: t.title,
          parcels: view.parcels.map(({ phase, cancelled, carrier, number }) => ({
            status: cancelled ? t.parcel.cancelled : t.phase[phase],
            carrier,
            number,
          })),
        };
      }
      case "not_found":
      case "not_connected":
        await holdBack(arrivedAt);
        return { outcome: "nothing" };
      case "unavailable":
        return null;
    }
  };
}
