import type { IncomingMessage } from "node:http";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import { renderTracking } from "@karla/tracking/render-tracking";
import { titleOf } from "@karla/tracking/title";
import { trackingViewOf } from "@karla/tracking/tracking-view";
import type { Logger } from "pino";
import { headOfLook, liquidHead } from "./head-of-look.ts";
import { liquidPage, ownOrders } from "./liquid-page.ts";
import { localeOfRequest } from "./locale-of-request.ts";
import type { OrderLook } from "./order-look.ts";
import { framed } from "./page-frame.ts";
import type { ProxyPage, ProxyVisit } from "./proxy-page.ts";
import { type Question, questionOf } from "./question-of.ts";
import { type LookPage, renderLook } from "./render-look.ts";
import { THEME_STYLE } from "./theme-style.ts";
import type { ProxyRequest } from "./verify-proxy-request.ts";

export interface TrackPageDeps {
  look: (question: Question, visit: ProxyVisit) => Promise<OrderLook>;
  /** The token of a link from the page to another one of the same order; null where there can be none. */
  linkTo: (shopId: ShopId, orderId: string) => string | null;
  clock: Clock;
  log: Pick<Logger, "error">;
}

/** `/apps/karla/track`: where an order is. It reads, and changes nothing. */
export function createTrackPage({ look, linkTo, clock, log }: TrackPageDeps): ProxyPage {
  return {
    methods: ["GET", "HEAD"],
    async answer(visit) {
      const { asked, shopId, message } = visit;
      const seen = await look(questionOf(asked), visit).catch((error: unknown): OrderLook => {
        log.error({ shopId, err: error }, "a tracking page failed");
        return { outcome: "unavailable" };
      });
      const now = clock.now();
      const action = `${asked.pathPrefix}/track`;
      const locale = localeOfRequest(asked);
      const resolveUrl = seen.outcome === "order" ? resolveUrlOf(asked, linkTo(shopId, seen.orderId)) : {};
      const render = (page: LookPage) => {
        if (seen.outcome !== "order") return renderLook(seen, page);
        const { locale: each } = page;
        const frame = { locale: each, timeZone: seen.timeZone, ...resolveUrl };
        return framed(each, renderTracking(trackingViewOf(seen.order, { now }), frame));
      };
      const { outcome } = seen;
      if (wantsJson(message, asked)) {
        const named = locale ?? "en";
        const title = titleOf(seen.outcome === "order" ? trackingViewOf(seen.order, { now }) : null, named);
        const json = { outcome: outcomeTold(seen), html: render({ locale: named, action }), title };
        return { outcome, ...headOfLook(seen), json };
      }
      const isCustomer = seen.outcome === "finder" && seen.customer;
      const liquid = liquidPage(
        (each) => render({ locale: each, action }) + (isCustomer ? ownOrders({ locale: each, action }) : ""),
        { locale, style: THEME_STYLE },
      );
      return { outcome, ...liquidHead(headOfLook(seen)), liquid };
    },
  };
}

/** Where a problem with the order is reported. A block can ask for a page without it. */
function resolveUrlOf({ asked, pathPrefix }: ProxyRequest, token: string | null): { resolveUrl?: string } {
  if (token === null || asked.get("resolve") === "0") return {};
  const query = new URLSearchParams({ token });
  const locale = localeOfRequest({ asked, pathPrefix });
  if (locale !== null) query.set("locale", locale);
  return { resolveUrl: `${pathPrefix}/resolve?${query}` };
}

/** Who asks too often is told no more than who asks for what is not there. */
function outcomeTold({ outcome }: OrderLook): Exclude<OrderLook["outcome"], "throttled"> {
  return outcome === "throttled" ? "not_found" : outcome;
}

function wantsJson(message: IncomingMessage, { asked }: ProxyRequest): boolean {
  return asked.get("format") === "json" || /^application\/json\b/i.test(message.headers.accept ?? "");
}
