import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { Logger } from "pino";
import type { ProxyPage } from "./proxy-page.ts";
import { verifyProxyRequest } from "./verify-proxy-request.ts";
import { writeAnswer } from "./write-answer.ts";

export const PROXY_PATH = "/proxy/";

export interface ProxyDeps {
  secrets: readonly string[];
  /** By their last part of the path. */
  pages: ReadonlyMap<string, ProxyPage>;
  /** The shop that has this name now, or had it. */
  tenantOf: (domain: string) => Promise<ShopId>;
  clock: Clock;
  log: Pick<Logger, "info" | "debug" | "error">;
}

/** What Shopify passes on from `/apps/karla/…` of the storefronts. Nothing of a request is looked at before it is verified. */
export function createProxyListener({ secrets, pages, tenantOf, clock, log }: ProxyDeps): RequestListener {
  async function visit(page: ProxyPage, message: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAt = clock.now();
    const [path, query] = splitTarget(message.url ?? "");
    const verdict = verifyProxyRequest(query, { secrets, now: arrivedAt });
    if (verdict.outcome === "refused") {
      log.info({ path, status: verdict.status, reason: verdict.reason }, "storefront request refused");
      return writeAnswer(message, response, { status: verdict.status });
    }
    const { request: asked } = verdict;
    const shopId = await tenantOf(asked.shop);
    const answer = await page.answer({ asked, shopId, address: addressOf(message), arrivedAt, message });
    const { outcome, status } = answer;
    log.debug({ path, shopId, outcome, status, ms: clock.now() - arrivedAt }, "storefront request");
    writeAnswer(message, response, answer);
  }

  return (message, response) => {
    const [path] = splitTarget(message.url ?? "");
    const page = path.startsWith(PROXY_PATH) ? pages.get(path.slice(PROXY_PATH.length)) : undefined;
    if (page === undefined) return writeAnswer(message, response, { status: 404 });
    if (!page.methods.includes(message.method ?? "")) {
      return writeAnswer(message, response, { status: 405, allow: page.methods });
    }
    visit(page, message, response).catch((error: unknown) => {
      log.error({ path, err: error }, "a storefront request failed");
      writeAnswer(message, response, { status: 503 });
    });
  };
}

function splitTarget(target: string): [string, string] {
  const mark = target.indexOf("?");
  return mark === -1 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
}

/** Of the customer, as Shopify writes it in front of its own. */
function addressOf(message: IncomingMessage): string {
  const [first = ""] = String(message.headers["x-forwarded-for"] ?? "").split(",");
  return first.trim().slice(0, 64) || (message.socket.remoteAddress ?? "");
}
