import { type Context, Hono } from "hono";
import { z } from "zod";
import type { ShopwareOrder } from "../books/shopware-order.ts";
import { isEntityName } from "../entity/entity.ts";
import type { ShopView } from "../entity/order-entity.ts";
import type { ViewOptions } from "../entity/shop-facts.ts";
import { hexId } from "../hex-id.ts";
import type { ShopwareRecorder } from "../journal.ts";
import { phpJson } from "../php-json.ts";
import { type ApiError, badRequest, errorBody, missingPrivileges } from "./api-error.ts";
import { readCriteria } from "./criteria.ts";
import type { ShopwareMisbehave, ShopwareMisbehaviour } from "./misbehaviour.ts";
import { createNotificationLimit } from "./notification-limit.ts";
import { searchEntities } from "./search-entities.ts";
import { type EntityCache, entitiesOf, isHexId, type ShopState } from "./shop-state.ts";
import type { ShopwareTokens } from "./shopware-tokens.ts";

export interface ShopwareAdminSetup {
  state(): ShopState;
  view(options: ViewOptions): { view: ShopView; cache: EntityCache };
  tokens: ShopwareTokens;
  /** What the merchant granted. */
  granted(): ReadonlySet<string>;
  misbehave(): ShopwareMisbehave;
  journal: ShopwareRecorder;
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Never the same twice. */
  newId(): string;
  /** The app wrote custom fields of an order. Resolves when the shop has told its apps, as far as it waits for that. */
  writeFields(order: ShopwareOrder, fields: Record<string, unknown>): Promise<void>;
  /** The app wants another secret: the shop registers again by itself. */
  rotate(): void;
}

const Credentials = z.object({
  grant_type: z.literal("client_credentials"),
  client_id: z.string(),
  client_secret: z.string(),
});
const OrderPatch = z.object({ id: z.string().optional(), customFields: z.record(z.string(), z.unknown()) });
const WebhookPatch = z.object({ id: z.string().optional(), active: z.boolean() });
const Notification = z.looseObject({
  status: z.string().min(1),
  message: z.string().min(1),
  adminOnly: z.boolean().optional(),
  requiredPrivileges: z.array(z.string()).optional(),
});

/** Shopware's Admin API, as far as an app for orders uses it, over the shop's books. Paths are below the shop's URL. */
export function createShopwareAdmin(setup: ShopwareAdminSetup): Hono {
  const { state, tokens, granted, journal, now } = setup;
  let came = 0;
  const notificationLimit = createNotificationLimit();
  const api = new Hono();

  api.use(async (context, next) => {
    const { method, path } = context.req;
    const wrong = setup.misbehave()({ method, path, before: came });
    came += 1;
    const entry = { at: now(), method, path };
    const early = instead(wrong);
    if (wrong?.kind === "hang") {
      journal.recordRequest({ ...entry, status: null });
      await new Promise((resolve) => context.req.raw.signal.addEventListener("abort", resolve));
      return context.body(null, 504);
    }
    if (early === null) await next();
    else context.res = early;
    if (wrong?.kind === "slow") await setup.sleep(wrong.ms);
    context.res = await spoiled(context.res, wrong);
    context.res.headers.set("Date", new Date(now()).toUTCString());
    journal.recordRequest({ ...entry, status: context.res.status });
  });

  api.post("/api/oauth/token", async (context) => {
    const fields = Credentials.safeParse(await fieldsOf(context));
    if (!fields.success) return refuse(badGrant);
    const { client_id: clientId, client_secret: clientSecret } = fields.data;
    const reply = tokens.give({ clientId, clientSecret });
    if (reply.outcome === "refused") return refuse(reply.error);
    return answer(reply.body);
  });

  api.use("/api/*", async (context, next) => {
    const refused =
      context.req.path === "/api/oauth/token" ? null : tokens.refuses(context.req.header("authorization"));
    if (refused === null) await next();
    else context.res = refuse(refused);
  });

  api.post("/api/search/:entity", async (context) => {
    const name = context.req.param("entity").replaceAll("-", "_");
    if (!isEntityName(name)) {
      const privilege = `${name}:read`;
      return refuse(
        granted().has(privilege)
          ? notFound(`Definition for entity "${name}" does not exist.`)
          : missingPrivileges([privilege]),
      );
    }
    const criteria = readCriteria((await jsonOf(context)) ?? {});
    if (criteria === null) return refuse(badRequest("FRAMEWORK__INVALID_CRITERIA", "The criteria cannot be read.", {}));
    const { view, cache } = setup.view(optionsOf(context));
    const entities = () => entitiesOf(name, state(), view, cache);
    const found = searchEntities(name, criteria, { entities, granted: granted() });
    return found.outcome === "refused" ? refuse(found.error) : answer(found.body);
  });

  api.patch("/api/order/:id", async (context) => {
    if (!granted().has("order:update")) return refuse(missingPrivileges(["order:update"]));
    const patch = OrderPatch.safeParse(await jsonOf(context));
    if (!patch.success) return refuse(badRequest("FRAMEWORK__WRITE_CONSTRAINT_VIOLATION", "Custom fields only.", {}));
    const id = context.req.param("id");
    const order = state().orders.get(id);
    if (order === undefined) return refuse(nothingToUpdate("order"));
    await setup.writeFields(order, patch.data.customFields);
    return context.body(null, 204);
  });

  api.patch("/api/webhook/:id", async (context) => {
    if (!granted().has("webhook:update")) return refuse(missingPrivileges(["webhook:update"]));
    const patch = WebhookPatch.safeParse(await jsonOf(context));
    const row = state().app?.webhooks.find(({ id }) => id === context.req.param("id"));
    if (row === undefined) return refuse(notFound("The webhook resource was not found."));
    if (!patch.success) return refuse(badRequest("FRAMEWORK__WRITE_CONSTRAINT_VIOLATION", "`active` only.", {}));
    row.active = patch.data.active;
    return context.body(null, 204);
  });

  api.post("/api/_action/trigger-event/:event", async (context) => {
    const event = context.req.param("event");
    const app = state().app;
    if (app === null || !app.active || !app.manifest.flowEvents.includes(event)) {
      const detail = `The provided event name ${event} is invalid or uninstalled and no custom trigger could be found.`;
      const code = "ADMINISTRATION__CUSTOM_TRIGGER_BY_NAME_NOT_FOUND";
      return refuse({ status: 404, code, title: "Not Found", detail, parameters: { eventName: event } });
    }
    const body = await jsonOf(context);
    const { orderId } = z.looseObject({ orderId: z.unknown() }).safeParse(body).data ?? {};
    if (orderId !== undefined && !isHexId(orderId)) {
      const input = String(orderId);
      return refuse(badRequest("FRAMEWORK__INVALID_UUID", `Value is not a valid UUID: ${input}`, { input }));
    }
    journal.recordTrigger({ at: now(), event, body, languageId: context.req.header("sw-language-id") ?? null });
    // The core writes it without a space.
    return answer({ message: `The trigger \`${event}\`successfully dispatched!` });
  });

  api.post("/api/notification", async (context) => {
    if (!granted().has("notification:create")) return refuse(missingPrivileges(["notification:create"]));
    const notification = Notification.safeParse(await jsonOf(context));
    if (!notification.success) return refuse(badRequest("FRAMEWORK__MISSING_REQUEST_PARAMETER", "status, message", {}));
    const waits = notificationLimit.waitsFor(now());
    if (waits > 0) return refuse(throttled(waits));
    journal.recordNotification(notification.data);
    return answer({ id: setup.newId() });
  });

  api.post("/api/_action/app-system/secret/rotate", (context) => {
    setup.rotate();
    return context.body(null, 202);
  });

  api.all("*", () => refuse(notFound("No route found.")));
  return api;
}

const badGrant: ApiError = {
  status: 400,
  code: "2",
  title: "The authorization grant type is not supported by the authorization server.",
  detail: "Check that all required parameters have been provided",
};

function notFound(detail: string): ApiError {
  return { status: 404, code: "FRAMEWORK__RESOURCE_NOT_FOUND", title: "Not Found", detail, parameters: {} };
}

/** Shopware looks for no row before it writes one: an id that nobody has would be inserted, which is no update. */
function nothingToUpdate(entity: string): ApiError {
  const expected = "Shopware\\Core\\Framework\\DataAbstractionLayer\\Write\\Command\\UpdateCommand";
  const actual = expected.replace("UpdateCommand", "InsertCommand");
  const detail = `Expected command for "${entity}" to be "${expected}". (Got: ${actual})Hint: Use POST method to create new entities.`;
  const parameters = { definition: entity, expectedClass: expected, actualClass: actual };
  return badRequest("FRAMEWORK__WRITE_TYPE_INTEND_ERROR", detail, parameters);
}

function throttled(seconds: number): ApiError {
  const detail = `Notification throttled for ${seconds} seconds.`;
  const code = "FRAMEWORK__NOTIFICATION_THROTTLED";
  return { status: 429, code, title: "Too Many Requests", detail, parameters: { seconds } };
}

function answer(body: unknown): Response {
  return new Response(phpJson(body), { headers: { "Content-Type": "application/json" } });
}

function refuse(error: ApiError): Response {
  const { status, retryAfterSeconds } = error;
  const headers = { "Content-Type": "application/json", ...retryAfter(retryAfterSeconds) };
  return new Response(phpJson(errorBody(error)), { status, headers });
}

function retryAfter(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { "Retry-After": String(seconds) };
}

/** What is answered without anything being done. */
function instead(wrong: ShopwareMisbehaviour | null): Response | null {
  switch (wrong?.kind) {
    case "status":
      return new Response("", { status: wrong.status, headers: retryAfter(wrong.retryAfterSeconds) });
    case "html":
      return new Response("<!DOCTYPE html><title>Wartungsmodus</title>", { headers: { "Content-Type": "text/html" } });
    case "redirect":
      return new Response(null, { status: 302, headers: { Location: wrong.to } });
    default:
      return null;
  }
}

/** What becomes of a good answer on the way. */
async function spoiled(response: Response, wrong: ShopwareMisbehaviour | null): Promise<Response> {
  switch (wrong?.kind) {
    case "lost_answer":
      return new Response("", { status: 502 });
    case "half": {
      const text = await response.text();
      return new Response(text.slice(0, Math.floor(text.length / 2)), {
        headers: { "Content-Type": "application/json" },
      });
    }
    case "wrong":
      return answer({
        total: 1,
        data: [{ id: hexId("order", "nobody asked for this"), apiAlias: "order" }],
        aggregations: [],
      });
    default:
      return response;
  }
}

function optionsOf(context: Context): ViewOptions {
  const language = context.req.header("sw-language-id");
  return {
    locale: language === hexId("language", "en-GB") ? "en-GB" : "de-DE",
    inheritance: ["1", "true"].includes(context.req.header("sw-inheritance") ?? ""),
  };
}

async function jsonOf(context: Context): Promise<unknown> {
  return context.req.json().catch(() => null);
}

/** The token endpoint takes JSON and forms alike. */
async function fieldsOf(context: Context): Promise<unknown> {
  const isJson = (context.req.header("content-type") ?? "").includes("json");
  return isJson ? jsonOf(context) : context.req.parseBody();
}
