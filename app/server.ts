import { MAX_DOCUMENT_BYTES } from "@karla/sync/mapping-limits";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import type { Logger } from "pino";
import { compressedAssets } from "./compressed-assets.ts";
import type { AdminContext } from "./load-context.ts";
import { refusalOf } from "./refusal-of.ts";

/** A form of ours is some hundred bytes; a mapping is sent as JSON in JSON, where each quote becomes two characters. */
const MAX_BODY_BYTES = 100_000;
const MAX_MAPPING_BYTES = 2 * MAX_DOCUMENT_BYTES + MAX_BODY_BYTES;
const YEAR_SECONDS = 31_536_000;

/** The admin over HTTP: assets, then Remix. Webhooks never come here; the receiver is in front. */
export function createAdminServer(deps: {
  build: ServerBuild;
  /** Made anew for each request. */
  context: () => AdminContext;
  /** Folder of the built assets. */
  clientDir: string;
  /** Where the app is reached. */
  appUrl: string;
  log: Logger;
}): express.Express {
  const app = express();
  const own = new URL(deps.appUrl);
  app.disable("x-powered-by");
  app.use(logRequests(deps.log), securityHeaders(own.protocol === "https:"));
  // A build gives each file a name of its content: it may be kept for ever.
  app.use("/assets", compressedAssets(`${deps.clientDir}/assets`));
  app.use("/assets", express.static(`${deps.clientDir}/assets`, { immutable: true, maxAge: "1y", index: false }));
  app.use("/assets", (_, response) => void response.status(404).end());
  app.use(keepNothing, limitBodies, refuse(own.origin), nameHost(own.host));
  app.use(createRequestHandler({ build: deps.build, getLoadContext: async () => deps.context(), mode: "production" }));
  const failed: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    deps.log.error({ err: error }, "admin request failed");
    if (response.headersSent) response.destroy();
    else response.status(500).type("text").send("Something went wrong on our side. Please try again.\n");
  };
  app.use(failed);
  return app;
}

/** The path alone: the query of a document holds a session token. */
function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const { method } = request;
    const path = request.path.slice(0, 200);
    const startedAt = performance.now();
    response.once("close", () => {
      const ms = Math.round(performance.now() - startedAt);
      log.debug({ method, path, status: response.statusCode, ms }, "admin request");
    });
    next();
  };
}

/** `frame-ancestors` depends on the shop and comes with the document. */
function securityHeaders(https: boolean): RequestHandler {
  return (_, response, next) => {
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    if (https) response.setHeader("Strict-Transport-Security", `max-age=${YEAR_SECONDS}; includeSubDomains`);
    next();
  };
}

const keepNothing: RequestHandler = (_, response, next) => {
  response.setHeader("Cache-Control", "no-store");
  next();
};

function refuse(ownOrigin: string): RequestHandler {
  return ({ method, url, headers }, response, next) => {
    const status = refusalOf({ method, url, headers }, ownOrigin);
    if (status === null) next();
    else response.status(status).setHeader("Connection", "close").end();
  };
}

/** The app has one address, whatever a proxy or a stranger writes there; Remix makes addresses of it. */
function nameHost(host: string): RequestHandler {
  return (request, _, next) => {
    request.headers.host = host;
    delete request.headers["x-forwarded-host"];
    next();
  };
}

/** Remix reads a form to its end, however long it is. */
const limitBodies: RequestHandler = (request, response, next) => {
  const declared = request.headers["content-length"];
  const most = request.path.startsWith("/app/mapping") ? MAX_MAPPING_BYTES : MAX_BODY_BYTES;
  const chunked = request.headers["transfer-encoding"] !== undefined;
  if (!chunked && Number(declared ?? 0) <= most) next();
  else
    response
      .status(chunked ? 411 : 413)
      .setHeader("Connection", "close")
      .end();
};
