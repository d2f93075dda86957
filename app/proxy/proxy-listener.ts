import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Clock } from "@karla/sync/clock";
import { shopIdOf } from "@karla/sync/ids";
import type { Logger } from "pino";
import { liquidPage, ownOrders } from "./liquid-page.ts";
import { localeOfRequest } from "./locale-of-request.ts";
import { renderAnswer, titleOfAnswer } from "./render-answer.ts";
import type { TrackAnswer } from "./track-answer.ts";
import { type ProxyRequest, verifyProxyRequest } from "./verify-proxy-request.ts";
import { writeAnswer } from "./write-answer.ts";

export const PROXY_PATH = "/proxy/";

export interface ProxyDeps {
  secrets: readonly string[];
  /** `arrivedAt`: when the request came. */
  answerTrack: (request: ProxyRequest, from: { address: string; arrivedAt: number }) => Promise<TrackAnswer>;
  clock: Clock;
  log: Pick<Logger, "info" | "debug" | "error">;
}

/** What Shopify passes on from `/apps/karla/…` of the storefronts. It reads, and changes nothing. */
export function createProxyListener(deps: ProxyDeps): RequestListener {
  const { secrets, clock, log } = deps;

  async function track(request: IncomingMessage, response: ServerResponse, query: string): Promise<void> {
    const arrivedAt = clock.now();
    const verdict = verifyProxyRequest(query, { secrets, now: arrivedAt });
    if (verdict.outcome === "refused") {
      log.info({ path: "/proxy/track", status: verdict.status, reason: verdict.reason }, "storefront request refused");
      return writeAnswer(response, { status: verdict.status });
    }
    const { request: asked } = verdict;
    const shopId = shopIdOf("shopify", asked.shop);
    const address = addressOf(request);
    const answer = await deps.answerTrack(asked, { address, arrivedAt }).catch((error: unknown): TrackAnswer => {
      log.error({ shopId, err: error }, "a tracking page failed");
      return { outcome: "unavailable" };
    });
    const { outcome } = answer;
    log.debug({ path: "/proxy/track", shopId, outcome, ms: clock.now() - arrivedAt }, "storefront request");
    const action = `${asked.pathPrefix}/track`;
    const locale = localeOfRequest(asked);
    const page = { action, now: clock.now() };
    if (wantsJson(request, asked)) {
      const named = { locale: locale ?? "en", ...page } as const;
      const json = {
        outcome: outcomeTold(answer),
        html: renderAnswer(answer, named),
        title: titleOfAnswer(answer, named),
      };
      return writeAnswer(response, { ...headOf(answer), json });
    }
    const isCustomer = answer.outcome === "finder" && answer.customer;
    const liquid = liquidPage(
      (each) =>
        renderAnswer(answer, { locale: each, ...page }) + (isCustomer ? ownOrders({ locale: each, action }) : ""),
      locale,
    );
    // Shopify shows a page of its own in place of one with a status of ours above 499.
    const head = headOf(answer);
    writeAnswer(response, { ...head, status: head.status === 503 ? 200 : head.status, liquid });
  }

  return (request, response) => {
    const [path = "", query = ""] = splitTarget(request.url ?? "");
    if (path !== "/proxy/track") return writeAnswer(response, { status: 404 });
    if (request.method !== "GET" && request.method !== "HEAD") return writeAnswer(response, { status: 405 });
    track(request, response, query).catch((error: unknown) => {
      log.error({ err: error }, "a storefront request failed");
      writeAnswer(response, { status: 503 });
    });
  };
}

/** Who asks too often is told no more than who asks for what is not there. */
function outcomeTold({ outcome }: TrackAnswer): Exclude<TrackAnswer["outcome"], "throttled"> {
  return outcome === "throttled" ? "not_found" : outcome;
}

function headOf(answer: TrackAnswer): { status: number; retryAfterSeconds?: number } {
  switch (answer.outcome) {
    case "finder":
    case "order":
    case "not_connected":
      return { status: 200 };
    case "not_found":
      return { status: 404 };
    case "throttled":
      return { status: 429, retryAfterSeconds: answer.retryAfterSeconds };
    case "unavailable":
      return { status: 503, retryAfterSeconds: 60 };
  }
}

function splitTarget(target: string): [string, string] {
  const mark = target.indexOf("?");
  return mark === -1 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
}

function wantsJson(request: IncomingMessage, { asked }: ProxyRequest): boolean {
  return asked.get("format") === "json" || /^application\/json\b/i.test(request.headers.accept ?? "");
}

/** Of the customer, as Shopify writes it in front of its own. */
function addressOf(request: IncomingMessage): string {
  const [first = ""] = String(request.headers["x-forwarded-for"] ?? "").split(",");
  return first.trim().slice(0, 64) || (request.socket.remoteAddress ?? "");
}
