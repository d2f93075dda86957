import { CLAIM_LIMITS_TOLD } from "@karla/tracking/claim-limits";
import { CLAIM_TEXTS } from "@karla/tracking/claim-texts";
import { renderFinder } from "@karla/tracking/finder";
import { type ClaimPageTop, renderClaimPage } from "@karla/tracking/render-claim-page";
import type { Logger } from "pino";
import { headOfLook, liquidHead } from "./head-of-look.ts";
import { liquidPage, ownOrders } from "./liquid-page.ts";
import { localeOfRequest } from "./locale-of-request.ts";
import { framed, notice } from "./page-frame.ts";
import type { ProxyPage, ProxyVisit } from "./proxy-page.ts";
import { type LookPage, renderLook } from "./render-look.ts";
import type { ResolveAnswer } from "./resolve-answer.ts";
import { THEME_CLAIM_STYLE, THEME_STYLE } from "./theme-style.ts";

export interface ResolvePageDeps {
  show: (visit: ProxyVisit) => Promise<ResolveAnswer>;
  take: (visit: ProxyVisit) => Promise<ResolveAnswer>;
  log: Pick<Logger, "error">;
}

/**
 * `/apps/karla/resolve`: where a customer reports a problem with an order. Opening it changes nothing; a form that is sent makes one
 * claim. What became of it is the answer, and no redirect: whoever loads it again sends the same form again.
 */
export function createResolvePage({ show, take, log }: ResolvePageDeps): ProxyPage {
  return {
    methods: ["GET", "HEAD", "POST"],
    async answer(visit) {
      const { asked, message } = visit;
      const answers = message.method === "POST" ? take : show;
      const answer = await answers(visit).catch((error: unknown): ResolveAnswer => {
        log.error({ shopId: visit.shopId, err: error }, "a claim form failed");
        return { outcome: "unavailable" };
      });
      const action = `${asked.pathPrefix}/resolve`;
      const locale = localeOfRequest(asked);
      const formAction = locale === null ? action : `${action}?locale=${locale}`;
      const isOfOrder = answer.outcome === "page" || answer.outcome === "too_often";
      const isCustomer = answer.outcome === "finder" && answer.customer;
      const liquid = liquidPage(
        (each) =>
          renderResolve(answer, { locale: each, action, formAction }) +
          (isCustomer ? ownOrders({ locale: each, action }) : ""),
        { locale, style: isOfOrder ? THEME_CLAIM_STYLE : THEME_STYLE },
      );
      return { outcome: answer.outcome, ...liquidHead(headOf(answer)), liquid };
    },
  };
}

function renderResolve(answer: ResolveAnswer, page: LookPage & { formAction: string }): string {
  const { locale, action, formAction } = page;
  const t = CLAIM_TEXTS[locale];
  switch (answer.outcome) {
    case "page":
    case "too_often": {
      const { order, timeZone } = answer.seen;
      const { top, claims } = answer.outcome === "page" ? answer : { top: TOO_OFTEN, claims: [] };
      return framed(
        locale,
        renderClaimPage({ name: order.name, top, claims }, { locale, action: formAction, timeZone }),
      );
    }
    case "expired":
      return framed(locale, notice(t.expired) + renderFinder({ locale, action, missed: false }));
    case "too_large":
      return framed(locale, notice(t.too_large.replace("{{total}}", String(CLAIM_LIMITS_TOLD.total))));
    default:
      return renderLook(answer, page);
  }
}

/** What is told to whoever sends one form after the other is no more than to whom has sent them all. */
const TOO_OFTEN: ClaimPageTop = { kind: "closed", why: "full" };

function headOf(answer: ResolveAnswer): { status: number; retryAfterSeconds?: number } {
  switch (answer.outcome) {
    case "page":
      return headOfTop(answer.top);
    case "too_often":
      return { status: 429, retryAfterSeconds: answer.retryAfterSeconds };
    case "expired":
      return { status: 403 };
    case "too_large":
      return { status: 413 };
    default:
      return headOfLook(answer);
  }
}

function headOfTop(top: ClaimPageTop): { status: number; retryAfterSeconds?: number } {
  if (top.kind !== "form") return { status: 200 };
  const { faults, trouble } = top.form;
  if (trouble !== null) return { status: 503, retryAfterSeconds: 60 };
  return { status: faults.length > 0 ? 422 : 200 };
}
