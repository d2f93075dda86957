import { createReceiver, type Receiver, type ReceiverOptions } from "@karla/receiver/receiver";
import type { Verifier } from "@karla/receiver/verifier";
import { createFailpoint } from "./failpoint.ts";
import { inboxWithout, limitsWithout } from "./guards.ts";
import type { Runtime } from "./open-runtime.ts";
import { sabotageInbox } from "./sabotage.ts";

interface WebhookRoute {
  /** Exact, e.g. "/webhooks/shopify". */
  path: string;
  verify: Verifier;
  /** Those that may be a metric's label. */
  topics: Iterable<string>;
  /** Serves every other path. */
  fallback: NonNullable<ReceiverOptions["fallback"]>;
}

/** The receiver of one platform's webhooks, on a runtime. */
export function openReceiver(runtime: Runtime, { path, verify, topics, fallback }: WebhookRoute): Receiver {
  const { env, platform, store, database, metrics, log, clock } = runtime;
  return createReceiver({
    routes: new Map([[path, verify]]),
    sources: new Map([[path, platform]]),
    topics: new Set(topics),
    inbox: inboxWithout(env.KARLA_GUARD_OFF, sabotageInbox(store.inbox, env.KARLA_SABOTAGE)),
    limits: limitsWithout(env.KARLA_GUARD_OFF),
    failpoint: createFailpoint(env.KARLA_FAILPOINT),
    clock,
    metrics,
    log: {
      debug: (message, fields) => log.debug(fields, message),
      info: (message, fields) => log.info(fields, message),
      warn: (message, fields) => log.warn(fields, message),
    },
    ready: async () => (await database.pool.query("SELECT 1")).rowCount === 1,
    fallback,
  });
}
