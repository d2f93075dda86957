import { hash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "@karla/sync/clock";
import type { Source } from "@karla/sync/inbox";
import type { createAdmission, Place } from "./admission.ts";
import { announcesBody, answer, answerAndClose, declaredBytes } from "./answer.ts";
import type { Failpoint } from "./failpoint.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { ReceiverLimits } from "./limits.ts";
import { errorFields, type Log } from "./log.ts";
import type { IngestOutcome, ReceiverMetrics } from "./metrics.ts";
import { readBody } from "./read-body.ts";
import type { ReceiptReason } from "./receipt-reason.ts";
import type { Route } from "./route-of.ts";
import { within } from "./within.ts";

interface Receipt {
  outcome: IngestOutcome;
  status: 200 | 400 | 401 | 405 | 408 | 413 | 503;
  reason: string;
  source?: Source;
  topic?: string;
  shopId?: string;
  error?: unknown;
}

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  route: Route;
}

const NO_ROOM = unavailable("over_capacity");
const ABORTED: Receipt = { outcome: "aborted", status: 400, reason: "aborted" };
const ACK_DEADLINE = unavailable("ack_deadline");

function rejected(status: 400 | 405 | 408 | 413, reason: ReceiptReason): Receipt {
  return { outcome: "rejected", status, reason };
}

function unavailable(reason: ReceiptReason): Receipt {
  return { outcome: "unavailable", status: 503, reason };
}

/**
 * One webhook: bytes, verdict, commit, answer. Before the 2xx nothing is parsed and nobody is called but the verifier and the
 * inbox. A sender that is answered 503 comes again; if its event was stored all the same, that one is a duplicate.
 */
export function createWebhookReceiver(deps: {
  admission: ReturnType<typeof createAdmission>;
  commit: GroupCommit;
  clock: Clock;
  log: Log;
  metrics: ReceiverMetrics;
  failpoint: Failpoint;
  limits: ReceiverLimits;
  sources: ReadonlyMap<string, Source>;
  topics: ReadonlySet<string>;
}): (exchange: Exchange) => Promise<void> {
  const { admission, commit, clock, log, metrics, limits } = deps;

  async function receive(exchange: Exchange): Promise<Receipt> {
    const { request, response } = exchange;
    if (request.method !== "POST") return rejected(405, "method");
    if (declaredBytes(request) > limits.maxBodyBytes) return rejected(413, "too_large");
    const place = admission.enter();
    if (place === null) return NO_ROOM;
    if (request.headers.expect !== undefined) response.writeContinue();
    const read = await readBody(request, place, limits);
    switch (read.outcome) {
      case "read":
        return accept(exchange, read.body, place);
      case "too_large":
      case "too_slow":
        place.leave();
        return rejected(read.outcome === "too_large" ? 413 : 408, read.outcome);
      case "over_capacity":
        place.leave();
        return NO_ROOM;
      case "aborted":
        place.leave();
        return ABORTED;
    }
  }

  async function accept(exchange: Exchange, body: Buffer, place: Place): Promise<Receipt> {
    place.arrived();
    metrics.observe("ingest_body_bytes", body.length);
    const deadline = clock.now() + limits.ackDeadlineMs;
    // Past the deadline the bytes stay counted: they are held until the commit ends.
    const stored = store(exchange, body, deadline).finally(() => place.leave());
    const receipt = await within(limits.ackDeadlineMs, stored, ACK_DEADLINE);
    if (receipt === ACK_DEADLINE)
      void stored.then(({ outcome, reason, error }) => {
        // The sender was told 503 already; this line says what held it up.
        log.warn("webhook outcome after its deadline", {
          path: exchange.route.name,
          outcome,
          reason,
          ...(error !== undefined && errorFields(error)),
        });
      });
    return receipt;
  }

  async function store({ request, path, route }: Exchange, body: Buffer, deadline: number): Promise<Receipt> {
    const known: { source?: Source; topic?: string; shopId?: string } = {};
    try {
      deps.failpoint("after_body");
      const verdict = await route.verify({ path, headers: request.headers, rawHeaders: request.rawHeaders, body });
      if (verdict.outcome === "refused") return { outcome: "rejected", status: verdict.status, reason: verdict.reason };
      if (body.length === 0) return rejected(400, "empty_body");
      known.source = verdict.event.source;
      known.topic = verdict.event.topic;
      known.shopId = verdict.event.shopId;
      const event = { ...verdict.event, body, bodyHash: hash("sha256", body, "buffer") };
      const committed = await commit.submit(event, deadline);
      switch (committed.outcome) {
        case "stored":
        case "duplicate":
          return { ...known, outcome: committed.outcome, status: 200, reason: "" };
        case "over_capacity":
          return { ...known, ...NO_ROOM };
        case "expired":
          return { ...known, ...ACK_DEADLINE };
      }
    } catch (error) {
      return { ...known, ...unavailable("storage"), error };
    }
  }

  function respond({ request, response }: Exchange, { status, outcome }: Receipt): void {
    if (outcome === "aborted") return;
    const headers =
      status === 503 ? { "Retry-After": limits.retryAfterSeconds } : status === 405 ? { Allow: "POST" } : undefined;
    if (request.complete || !announcesBody(request)) answer(response, status, headers);
    else answerAndClose({ request, response }, status, { lingerMs: limits.lingerMs, ...(headers && { headers }) });
  }

  function record(exchange: Exchange, receipt: Receipt, startedAt: number): void {
    const elapsedMs = Math.max(0, clock.now() - startedAt);
    const { outcome, reason, status, shopId, error } = receipt;
    const source = receipt.source ?? deps.sources.get(exchange.route.name) ?? "unknown";
    const topic = receipt.topic !== undefined && deps.topics.has(receipt.topic) ? receipt.topic : "other";
    metrics.increment("ingest_events_total", { source, topic, outcome, reason });
    if (outcome !== "aborted") metrics.observe("ingest_ack_duration_seconds", elapsedMs / 1000);
    const fields = { path: exchange.route.name, source, topic, shopId, status, outcome, reason, ms: elapsedMs };
    if (status === 200) log.debug("webhook stored", fields);
    else if (outcome === "unavailable")
      log.warn("webhook not stored", { ...fields, ...(error !== undefined && errorFields(error)) });
    else log.info("webhook refused", fields);
  }

  return async (exchange) => {
    const startedAt = clock.now();
    const receipt = await receive(exchange);
    respond(exchange, receipt);
    record(exchange, receipt, startedAt);
  };
}
