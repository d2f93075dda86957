import { Hono } from "hono";
import type { Pool } from "pg";
import { type Asking, createAskDue } from "./carriers/ask-due.ts";
import { claimRoutes } from "./claims/claim-routes.ts";
import type { Clock } from "./clock.ts";
import { sqlState } from "./db/in-transaction.ts";
import { type Entropy, systemEntropy } from "./entropy.ts";
import { accessLog } from "./http/access-log.ts";
import type { CoreConfig, CoreContext, CoreDeps } from "./http/core-context.ts";
import { errorAnswer } from "./http/error-answer.ts";
import { readBody } from "./http/read-body.ts";
import { timeLimit } from "./http/time-limit.ts";
import { imageRoutes } from "./images/image-routes.ts";
import type { Log } from "./log.ts";
import { orderRoutes } from "./orders/order-routes.ts";
import { shipmentRoutes } from "./orders/shipment-routes.ts";
import { productRoutes } from "./products/product-routes.ts";
import { interfere } from "./sandbox/interfere.ts";
import { createJournal } from "./sandbox/journal.ts";
import type { Misbehave } from "./sandbox/misbehave.ts";
import { createMisbehaveRules } from "./sandbox/misbehave-rules.ts";
import { sandboxRoutes } from "./sandbox/sandbox-routes.ts";
import { createSeal } from "./seal.ts";
import { settingsRoutes } from "./shops/settings-routes.ts";
import { shopRoutes } from "./shops/shop-routes.ts";
import { shopifyWebhookRoutes } from "./shops/shopify-webhook-routes.ts";
import { trackRoutes } from "./track/track-routes.ts";
import { createDeliverDue } from "./webhooks/deliver-due.ts";
import { createPost } from "./webhooks/post-webhook.ts";
import { webhookRoutes } from "./webhooks/webhook-routes.ts";
import { createWorkLoop } from "./work-loop.ts";

interface CoreParts {
  /** A database that has this package's migrations. */
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: CoreConfig;
  readonly entropy?: Entropy;
  /** Makes requests go wrong, for tests. */
  readonly misbehave?: Misbehave;
  /** The carriers that are asked about parcels; default: none. */
  readonly asking?: Asking;
}

const NOBODY: Asking = { feeds: [], haste: 1 };

/** A server of Karla's v1 contract under `/v1`, with its tracking page under `/track`. Nothing runs before `startWork`. */
export function createCore(parts: CoreParts) {
  const { pool, clock, log, config, entropy = systemEntropy(), misbehave, asking = NOBODY } = parts;
  if (config.secret.length < 32) throw new Error("the core's secret needs at least 32 bytes");
  const deps: CoreDeps = {
    pool,
    clock,
    log,
    config,
    entropy,
    seal: createSeal(config.secret, entropy),
    asksCarriers: asking.feeds.length > 0,
  };
  const stopping = new AbortController();
  const journal = config.sandbox ? createJournal() : null;
  const rules = createMisbehaveRules();
  const faults: Misbehave = (request) => misbehave?.(request) ?? rules.misbehave(request);
  const deliverDue = createDeliverDue(deps, createPost(config));
  const askDue = createAskDue(deps, asking);
  const loops = [
    createWorkLoop({ doDue: deliverDue, failed: "webhook deliveries failed" }, log),
    ...(asking.feeds.length === 0 ? [] : [createWorkLoop({ doDue: askDue, failed: "asking carriers failed" }, log)]),
  ];

  const app = new Hono<CoreContext>();
  app.use(accessLog(deps));
  app.onError((error) => {
    log.error({ error: error.name, sqlState: sqlState(error) }, "request failed");
    return errorAnswer(500, { message: "Something went wrong here" });
  });
  app.notFound(() => errorAnswer(404, { message: "Not found" }));

  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    const ready =
      !stopping.signal.aborted &&
      (await pool.query("select from karla_core.shop limit 1").then(
        () => true,
        () => false,
      ));
    return ready ? c.json({ status: "ready" }) : c.json({ status: "not ready" }, 503);
  });

  app.use("/v1/*", readBody);
  app.use("/v1/*", interfere({ clock, journal, misbehave: faults, stopping: stopping.signal }));
  app.use("/v1/*", timeLimit(config.requestTimeoutMs ?? 30_000));
  const routes = [
    shopRoutes,
    settingsRoutes,
    shopifyWebhookRoutes,
    orderRoutes,
    shipmentRoutes,
    productRoutes,
    webhookRoutes,
    claimRoutes,
  ];
  for (const part of routes) app.route("/v1", part(deps));
  app.route("/", imageRoutes(deps));
  app.route("/", trackRoutes(deps));
  if (journal) app.route("/", sandboxRoutes(deps, journal, rules.set));

  return {
    app,
    fetch: app.fetch,
    /** Starts posting webhooks from the outbox, and asking carriers. */
    startWork(): void {
      for (const loop of loops) loop.start();
    },
    /** Posts what is due now and answers how many that were: what the loop does, for tests. */
    deliverDue,
    /** Asks about the parcel that is due, and answers how many that were: what the other loop does. */
    askDue,
    /** Ends hanging requests and waits for webhooks that are being posted and carriers that are being asked. The pool stays open. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

export type Core = ReturnType<typeof createCore>;
