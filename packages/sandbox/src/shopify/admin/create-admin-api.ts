import { randomBytes, randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { BookedOrder } from "../booked-order.ts";
import type { OrderWebhook } from "../webhook.ts";
import { webhooksOfFulfillmentEvent } from "../webhooks-of-fulfillment-event.ts";
import { adminSchema, isAdminVersion } from "./admin-schema.ts";
import { type AdminTokens, createAdminTokens } from "./admin-tokens.ts";
import { answerDownload } from "./bulk/answer-download.ts";
import { expire, fileName, isUnderWay } from "./bulk/bulk-operation.ts";
import { createBulkOperations } from "./bulk/bulk-operations.ts";
import { bulkRoot } from "./bulk/bulk-root.ts";
import { type CostBucket, createCostBucket, type ShopPlan } from "./cost-bucket.ts";
import { executeQuery } from "./execute-query.ts";
import type { AdminRequest, Misbehave, Misbehaviour } from "./misbehaviour.ts";
import { type ShopFacts, shopFacts } from "./node/shop-node.ts";
import { queryRoot } from "./query-root.ts";
import { deniedFields } from "./scoped-fields.ts";
import { answerTokenRequest } from "./token-endpoint.ts";
import type { FlowTrigger } from "./told/flow-trigger.ts";
import { toldRoot } from "./told/told-root.ts";
import { createToldShops, type ToldShops } from "./told/told-shops.ts";
import { visibleOrders } from "./visible-orders.ts";

/** What an app of this kind asks for. */
export const DEFAULT_SCOPES: readonly string[] = [
  "read_orders",
  "read_fulfillments",
  "write_orders",
  "write_fulfillments",
  "write_app_proxy",
];

/** What it may ask for once it is installed (`optional_scopes` of its file). */
export const OPTIONAL_SCOPES: readonly string[] = ["read_customers", "read_products"];

export interface AdminShop {
  /** The books at the moment of asking. */
  books(): Iterable<BookedOrder>;
  facts?: ShopFacts;
  /** Sends what the shop has to say of itself once a fulfillment got an event. Nothing is sent where it is missing. */
  send?(webhooks: readonly OrderWebhook[]): void;
}

export interface AdminApiSetup {
  /** By domain. */
  shops: ReadonlyMap<string, AdminShop>;
  clientId: string;
  clientSecret: string;
  /** Asked with each request: while the secret is rotated these are good as well, or instead. */
  rotatedSecrets?(): readonly string[];
  /** Milliseconds since the epoch. */
  now(): number;
  /** What the app asks for. `tokens`, where given, know it already. */
  scopes?: readonly string[];
  /** Given where somebody else looks at the tokens, counts them, or uninstalls the app. */
  tokens?: AdminTokens;
  /** Given where somebody else looks at what shops were told, or tells them more. */
  told?: ToldShops;
  /** The triggers that the app brings for Shopify Flow. */
  flowTriggers?: readonly FlowTrigger[];
  misbehave?: Misbehave;
  /** Of the shops. "standard" where none is given. */
  plan?: ShopPlan;
  /** Where the admin shows the app. */
  launchUrl?(shop: string): string;
  /** How many days back an app without `read_all_orders` sees orders: 60 at Shopify. All the way where none is given. */
  reachDays?: number;
  /** Where the files of bulk operations lie, without names. The system's folder for such where none is given. */
  temporaryFolder?: string;
}

const Body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/**
 * Shopify's Admin API over the shops' books, below `/{shop}/admin/`: the token endpoint, and GraphQL. What bulk operations
 * found is below `/{shop}/bulk/`, for whoever knows its address.
 */
export function createAdminApi(setup: AdminApiSetup): Hono {
  const { shops, clientId, clientSecret, now } = setup;
  const secret = (): string => randomBytes(16).toString("hex");
  const tokens = setup.tokens ?? createAdminTokens({ now, secret, scopes: setup.scopes ?? DEFAULT_SCOPES });
  const buckets = new Map<string, CostBucket>();
  const told = setup.told ?? createToldShops({ now });
  const operations = createBulkOperations({ now, secret, folder: setup.temporaryFolder ?? tmpdir() });
  const came = { graphql: 0, token: 0, bulk: 0, file: 0 };

  const misbehaviour = (to: AdminRequest["to"], shop: string, query?: string): Misbehaviour | null => {
    const before = came[to];
    came[to] += 1;
    return setup.misbehave?.({ shop, to, before, ...(query === undefined ? {} : { query }) }) ?? null;
  };
  const bucketOf = (shop: string): CostBucket => {
    const bucket = buckets.get(shop) ?? createCostBucket(now, setup.plan ?? "standard");
    buckets.set(shop, bucket);
    return bucket;
  };

  const api = new Hono();
  api.post("/:shop/admin/oauth/access_token", async (context) => {
    const shop = context.req.param("shop");
    if (!shops.has(shop)) return notFound(context);
    const wrong = misbehaviour("token", shop);
    const early = await answerInstead(context, wrong);
    if (early !== null) return early;
    const reply = answerTokenRequest(
      { tokens, clientId, clientSecrets: setup.rotatedSecrets?.() ?? [clientSecret], now },
      shop,
      await fieldsOf(context),
    );
    if (wrong?.kind === "lost_answer") return context.text("", 502);
    context.header("Cache-Control", "no-store");
    const body = wrong?.kind === "no_end" ? { ...reply.body, expires_in: undefined } : reply.body;
    return context.json(body, reply.status);
  });

  api.post("/:shop/admin/api/:version/graphql.json", async (context) => {
    const { shop, version } = context.req.param();
    const held = shops.get(shop);
    if (held === undefined || !isAdminVersion(version)) return notFound(context);
    const body = Body.safeParse(await jsonOf(context));
    const wrong = misbehaviour("graphql", shop, body.data?.query);
    const early = await answerInstead(context, wrong);
    if (early !== null) return early;
    if (!tokens.opens(shop, context.req.header("x-shopify-access-token") ?? "")) return unauthorized(context);
    if (!body.success) return context.json({ errors: { query: "Required parameter missing or invalid" } }, 400);
    const scopes = tokens.scopesOf(shop);
    const denied = deniedFields(scopes);
    if (wrong?.kind === "denied") for (const field of wrong.fields) denied.set(field, wrong.scope);
    const schema = adminSchema(version);
    const seen = { scopes, reachDays: setup.reachDays ?? null, now: now() };
    const orders = visibleOrders(held.books(), seen, (order) => told.withTold(shop, order));
    const queries = queryRoot({
      shop: held.facts ?? shopFacts(shop),
      orders,
      scopes,
      clientId,
      launchUrl: setup.launchUrl?.(shop) ?? `https://${shop}/admin/apps/${clientId}`,
    });
    const bulk = bulkRoot({
      shop,
      operations,
      schema,
      root: queries,
      denied,
      fileUrl: (name) => new URL(`/${shop}/bulk/${name}`, context.req.url).href,
      badDay: () => misbehaviour("bulk", shop),
    });
    const writes = toldRoot({
      shop,
      told,
      orders,
      triggers: setup.flowTriggers ?? [],
      now,
      onEvent: (orderId, fulfillmentId) => {
        const order = [...held.books()].find(({ id }) => id === orderId);
        if (order === undefined) return;
        const place = { shopDomain: shop, at: now(), uuid: randomUUID };
        held.send?.(webhooksOfFulfillmentEvent(told.withTold(shop, order), fulfillmentId, place));
      },
    });
    const throttle = wrong?.kind === "throttled";
    const { query, variables, operationName } = body.data;
    const answer = executeQuery(
      { schema, bucket: bucketOf(shop), root: { ...queries, ...bulk, ...writes }, denied, throttle },
      { query, variables: variables ?? {}, operationName: operationName ?? null },
    );
    if (wrong?.kind === "lost_answer") return context.text("", 502);
    context.header("X-Shopify-API-Version", version);
    return context.json(answer);
  });

  api.get("/:shop/bulk/:file", async (context) => {
    const { shop, file } = context.req.param();
    const operation = operations.of(shop).find((candidate) => fileName(candidate) === file);
    if (operation === undefined) return notFound(context);
    const wrong = misbehaviour("file", shop);
    const early = await answerInstead(context, wrong);
    if (early !== null) return early;
    if (wrong?.kind === "file_expired") expire(operation);
    if (isUnderWay(operation) || operation.file.size === 0) return context.json({ errors: "Expired" }, 403);
    return answerDownload(context, operation.file, wrong?.kind === "file_cut" ? wrong.bytes : null);
  });
  return api;
}

/** What happens before anything is done. */
async function answerInstead(context: Context, wrong: Misbehaviour | null): Promise<Response | null> {
  if (wrong?.kind === "hang") {
    await new Promise((resolve) => context.req.raw.signal.addEventListener("abort", resolve));
    return context.body(null, 504);
  }
  if (wrong?.kind !== "status") return null;
  if (wrong.retryAfterSeconds !== undefined) context.header("Retry-After", String(wrong.retryAfterSeconds));
  return context.json({ errors: "The sandbox has a bad day" }, wrong.status);
}

function notFound(context: Context): Response {
  return context.json({ errors: "Not Found" }, 404);
}

function unauthorized(context: Context): Response {
  const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
  return context.json({ errors }, 401);
}

async function jsonOf(context: Context): Promise<unknown> {
  return context.req.json().catch(() => null);
}

/** The endpoint takes JSON and forms alike. */
async function fieldsOf(context: Context): Promise<unknown> {
  const isJson = (context.req.header("content-type") ?? "").includes("json");
  return isJson ? jsonOf(context) : context.req.parseBody();
}
