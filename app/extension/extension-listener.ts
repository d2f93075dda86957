import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import { localeOf } from "@karla/tracking/locale";
import type { Logger } from "pino";
import type { Looked } from "../proxy/track-limit.ts";
import { type CustomerClaims, customerClaims } from "../shopify/customer-claims.ts";
import { digitsOfGlobalId } from "../shopify/resource-id.ts";
import { type SessionClaims, soundClaims } from "../shopify/session-token.ts";
import { verifySessionToken } from "../shopify/verify-session-token.ts";
import type { createCustomerAnswers } from "./answer-customer.ts";
import type { createStaffAnswers } from "./answer-staff.ts";
import { type ExtensionAnswer, writeExtensionAnswer, writePreflight } from "./write-extension-answer.ts";

export const EXTENSION_PATH = "/extension/";

const MAX_LOCALE = 35;

export interface ExtensionDeps {
  secrets: readonly string[];
  /** The app's client id. */
  clientId: string;
  staff: ReturnType<typeof createStaffAnswers>;
  customer: ReturnType<typeof createCustomerAnswers>;
  /** The shop that has this name now, or had it. */
  tenantOf: (domain: string) => Promise<ShopId>;
  /** When the app's access to a shop was found to have ended, in milliseconds since the epoch. */
  accessEndedAt: (shop: string) => Promise<number | null>;
  /** How many seconds a session of the admin has to wait; null where it may go on. */
  limitSession: (session: string) => Promise<number | null>;
  /** The same for looking at one order as its customer, and for having one sent again. */
  limitOrder: (looked: Looked) => Promise<number | null>;
  clock: Clock;
  log: Pick<Logger, "info" | "debug" | "error">;
}

interface Asked {
  request: IncomingMessage;
  /** Of the order. */
  orderId: string;
  query: URLSearchParams;
  arrivedAt: number;
}

const NO_ENTRY: ExtensionAnswer = { status: 401 };

/** What our blocks and actions in Shopify's admin and in customers' accounts ask for. The shop is the token's, whatever else is said. */
export function createExtensionListener(deps: ExtensionDeps): RequestListener {
  const { secrets, clientId, staff, customer, tenantOf, accessEndedAt, limitSession, limitOrder, clock, log } = deps;

  function payloadOf({ rawHeaders }: IncomingMessage): unknown {
    return verifySessionToken(rawHeaders, { secrets, clientId, now: clock.now() });
  }

  /** A token lives on for a minute or more when the app is uninstalled. */
  async function isOfThisInstallation({ shop, issuedAt }: { shop: string; issuedAt: number }): Promise<boolean> {
    const endedAt = await accessEndedAt(shop);
    return endedAt === null || issuedAt > endedAt;
  }

  async function asStaff(asked: Asked, answer: (claims: SessionClaims) => Promise<ExtensionAnswer>) {
    const claims = soundClaims(payloadOf(asked.request));
    if (claims === null || !(await isOfThisInstallation(claims))) return NO_ENTRY;
    const retryAfterSeconds = await limitSession(claims.session);
    return retryAfterSeconds === null ? answer(claims) : { status: 429, retryAfterSeconds };
  }

  const readOrder = (asked: Asked) =>
    asStaff(asked, async ({ shop }) => ({ status: 200, json: await staff.order(await tenantOf(shop), asked.orderId) }));

  const resync = (asked: Asked) =>
    asStaff(asked, async ({ shop, session }) => {
      const retryAfterSeconds = await limitOrder({ shop, order: `resync ${asked.orderId}`, address: session });
      if (retryAfterSeconds !== null) return { status: 429, retryAfterSeconds };
      const shopId = await tenantOf(shop);
      const json = await staff.resync(shopId, { shop, orderId: asked.orderId });
      const fields = { shopId, laneKey: asked.orderId, outcome: json.outcome };
      log.info(fields, "staff want an order sent again");
      return { status: 200, json };
    });

  async function readOwnOrder({ request, orderId, query, arrivedAt }: Asked): Promise<ExtensionAnswer> {
    const claims = customerClaims(payloadOf(request));
    if (claims === null || !(await isOfThisInstallation(claims))) return NO_ENTRY;
    const retryAfterSeconds = await limitOrder({ shop: claims.shop, order: orderId, address: whoAsks(claims) });
    if (retryAfterSeconds !== null) return { status: 429, retryAfterSeconds };
    const locale = localeOf((query.get("locale") ?? "").slice(0, MAX_LOCALE));
    const shopId = await tenantOf(claims.shop);
    const json = await customer(claims, { shopId, orderId, locale, arrivedAt });
    return json === null ? { status: 503, retryAfterSeconds: 60 } : { status: 200, json };
  }

  const routes = new Map([
    ["/extension/order", { method: "GET", answer: readOrder }],
    ["/extension/order/resync", { method: "POST", answer: resync }],
    ["/extension/customer/order", { method: "GET", answer: readOwnOrder }],
  ]);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAt = clock.now();
    const { pathname, searchParams: query } = new URL(request.url ?? "", "http://localhost");
    const route = routes.get(pathname);
    if (route === undefined) return writeExtensionAnswer(response, { status: 404 });
    if (request.method === "OPTIONS") return writePreflight(response, route.method);
    if (request.method !== route.method) return writeExtensionAnswer(response, { status: 405, allow: route.method });
    if (bringsBody(request)) return writeExtensionAnswer(response, { status: 413 });
    const orderId = digitsOfGlobalId(query.get("id") ?? "", "Order");
    const asked = orderId === null ? null : { request, orderId, query, arrivedAt };
    const answer = asked === null ? { status: 400 } : await route.answer(asked);
    log.debug({ path: pathname, status: answer.status, ms: clock.now() - arrivedAt }, "extension request");
    writeExtensionAnswer(response, answer);
  }

  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      log.error({ err: error }, "an extension's request failed");
      writeExtensionAnswer(response, { status: 503, retryAfterSeconds: 5 });
    });
  };
}

/** All that is asked for stands in the address. */
function bringsBody({ headers }: IncomingMessage): boolean {
  return Number(headers["content-length"] ?? 0) > 0 || headers["transfer-encoding"] !== undefined;
}

function whoAsks({ customerId }: CustomerClaims): string {
  return `customer ${customerId ?? ""}`;
}
