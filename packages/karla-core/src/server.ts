import { Hono } from "hono";
import type { Pool } from "pg";
import type { Clock } from "./clock.ts";
import { sqlState } from "./db/in-transaction.ts";
import { type Entropy, systemEntropy } from "./entropy.ts";
import { accessLog } from "./http/access-log.ts";
import type { CoreConfig, CoreContext, CoreDeps } from "./http/core-context.ts";
import { errorAnswer } from "./http/error-answer.ts";
import { readBody } from "./http/read-body.ts";
import { timeLimit } from "./http/time-limit.ts";
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
import { createDeliveryLoop } from "./webhooks/delivery-loop.ts";
import { createPost } from "./webhooks/post-webhook.ts";
import { webhookRoutes } from "./webhooks/webhook-routes.ts";

interface CoreParts {
  /** A database that has this package's migrations. */
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: CoreConfig;
  readonly entropy?: Entropy;
  /** Makes requests go wrong, for tests. */
  readonly misbehave?: Misbehave;
}

/** A server of Karla's v1 contract under `/v1`, with its tracking page under `/track`. Nothing runs before `startDeliveries`. */
export function createCore({ pool, clock, log, config, entropy = systemEntropy(), misbehave }: CoreParts) {
  if (config.secret.length < 32) throw new Error("the core's secret needs at least 32 bytes");
  const deps: CoreDeps = { pool, clock, log, config, entropy, seal: createSeal(config.secret, entropy) };
  const stopping = new AbortController();
  const journal = config.sandbox ? createJournal() : null;
  const rules = createMisbehaveRules();
  const faults: Misbehave = (request) => misbehave?.(request) ?? rules.misbehave(request);
  const deliverDue = createDeliverDue(deps, createPost(config));
  const loop = createDeliveryLoop(deliverDue, log);

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
  const parts = [
    shopRoutes,
    settingsRoutes,
    shopifyWebhookRoutes,
    orderRoutes,
    shipmentRoutes,
    productRoutes,
    webhookRoutes,
  ];
  for (const part of parts) app.route("/v1", part(deps));
  app.route("/", trackRoutes(deps));
  if (journal) app.route("/", sandboxRoutes(deps, journal, rules.set));

  return {
    app,
    fetch: app.fetch,
    /** Starts posting webhooks from the outbox. */
    startDeliveries: loop.start,
    /** Posts what is due now and answers how many that were: what the loop does, for tests. */
    deliverDue,
    /** Ends hanging requests and waits for webhooks that are being posted. The pool stays open. */
    async stop(): Promise<void> {
      stopping.abort();
      await loop.stop();
    },
  };
}

export type Core = ReturnType<typeof createCore>;
