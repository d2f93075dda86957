import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "@karla/sync/clock";
import type { Inbox, Source } from "@karla/sync/inbox";
import { createAdmission } from "./admission.ts";
import { announcesBody, answer, answerAndClose } from "./answer.ts";
import { type Failpoint, withFailpoints } from "./failpoint.ts";
import { createGroupCommit } from "./group-commit.ts";
import { createHealth } from "./health.ts";
import { DEFAULT_LIMITS, type ReceiverLimits } from "./limits.ts";
import { errorFields, type Log } from "./log.ts";
import { NO_METRICS, type ReceiverMetrics } from "./metrics.ts";
import { createWebhookReceiver } from "./receive-webhook.ts";
import { createRouteOf } from "./route-of.ts";
import { stopServer, trackInFlight } from "./stop-server.ts";
import type { Verifier } from "./verifier.ts";

export interface ReceiverOptions {
  /** Path -> who decides whether a request to it is authentic. Exact, or with "/*" at its end for any last part. */
  routes: ReadonlyMap<string, Verifier>;
  inbox: Inbox;
  clock: Clock;
  log: Log;
  /** Whether the process can store events now, for `/readyz`. */
  ready: () => Promise<boolean>;
  metrics?: ReceiverMetrics;
  /** Path, as in `routes` -> source, to label what is refused before a verifier named it. */
  sources?: ReadonlyMap<string, Source>;
  /** Topics that may be a metric's label; any other is "other". */
  topics?: ReadonlySet<string>;
  limits?: Partial<ReceiverLimits>;
  failpoint?: Failpoint;
  /** Serves every path that is neither a route nor a health check; without it they are 404. */
  fallback?: RequestListener;
}

export interface Receiver {
  server: Server;
  /** Port 0 takes a free one. Rejects (`EADDRINUSE`) when the port is taken; may then be called again. */
  listen(port: number, host: string): Promise<{ port: number; url: string }>;
  /** Readiness goes red, nothing new is accepted, what is in flight gets its answer within `graceMs` (10 s). */
  stop(options?: { graceMs?: number }): Promise<void>;
}

/** The HTTP front of every webhook. */
export function createReceiver(options: ReceiverOptions): Receiver {
  const limits: ReceiverLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const { clock, log, fallback } = options;
  const routeOf = createRouteOf(options.routes);
  const failpoint = options.failpoint ?? (() => {});
  const commit = createGroupCommit({ ...limits, inbox: withFailpoints(options.inbox, failpoint), clock });
  const inFlight = trackInFlight();
  let stopping: Promise<void> | null = null;

  const health = createHealth({
    ready: options.ready,
    readyTimeMs: limits.readyTimeMs,
    isStopping: () => stopping !== null,
  });
  const receiveWebhook = createWebhookReceiver({
    admission: createAdmission(limits, clock),
    commit,
    clock,
    log,
    limits,
    failpoint,
    metrics: options.metrics ?? NO_METRICS,
    sources: options.sources ?? new Map(),
    topics: options.topics ?? new Set(),
  });

  const server = createServer({
    // A request with both Transfer-Encoding and Content-Length is refused by the strict parser, whatever NODE_OPTIONS say.
    insecureHTTPParser: false,
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: limits.headersTimeMs,
    requestTimeout: Math.max(limits.requestTimeMs, limits.headersTimeMs + limits.bodyTimeMs),
    keepAliveTimeout: limits.keepAliveMs,
    // How often the time limits of headers and request are looked at; the default of 30 s would make them mean little.
    connectionsCheckingInterval: Math.min(1_000, limits.headersTimeMs),
  });
  server.maxConnections = limits.maxConnections;
  server.on("request", handle);
  // "Expect: 100-continue": the sender waits with the body until it is known to be welcome.
  server.on("checkContinue", (request, response) => {
    if (routeOf(pathOf(request)) === null) response.writeContinue();
    handle(request, response);
  });

  function handle(request: IncomingMessage, response: ServerResponse): void {
    inFlight.add(response);
    if (stopping !== null) response.setHeader("Connection", "close");
    const path = pathOf(request);
    const route = routeOf(path);
    const healthy = route === null ? health(path) : null;
    if (request.rawHeaders.length > 2 * limits.maxHeaders) refuse(request, response, 431);
    else if (route !== null) receiveWebhook({ request, response, path, route }).catch(failed);
    else if (healthy !== null) healthy.then((status) => answer(response, status, { "Cache-Control": "no-store" }));
    else if (fallback !== undefined) fallback(request, response);
    else refuse(request, response, 404);

    /** A defect of ours or of a given log or counter. Nothing was acknowledged unless it is out already. */
    function failed(error: unknown): void {
      answer(response, 503, { Connection: "close", "Retry-After": limits.retryAfterSeconds });
      log.warn("webhook receiver failed", errorFields(error));
    }
  }

  /** The path of such a request is anybody's text, so the log line has none. */
  function refuse(request: IncomingMessage, response: ServerResponse, status: 404 | 431): void {
    if (announcesBody(request)) answerAndClose({ request, response }, status, { lingerMs: limits.lingerMs });
    else answer(response, status);
    log.info("request refused", { status, reason: status === 404 ? "unknown_path" : "too_many_headers" });
  }

  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, () => {
          server.off("error", reject);
          const bound = portOf(server.address());
          resolve({ port: bound, url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}` });
        });
      }),
    stop({ graceMs = 10_000 } = {}) {
      stopping ??= stopServer(server, inFlight, { graceMs, afterwards: () => commit.idle() });
      return stopping;
    },
  };
}

/** As sent, without the query: nothing is decoded or normalised, so there is one spelling of a route. */
function pathOf(request: IncomingMessage): string {
  const target = request.url ?? "/";
  const query = target.indexOf("?");
  return query === -1 ? target : target.slice(0, query);
}

function portOf(address: AddressInfo | string | null): number {
  return address !== null && typeof address === "object" ? address.port : 0;
}
