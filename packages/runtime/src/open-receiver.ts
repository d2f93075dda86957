import { createReceiver, type Receiver, type ReceiverOptions } from "@karla/receiver/receiver";
import type { Verifier } from "@karla/receiver/verifier";
import { giveUpAfter } from "@karla/store/give-up-after";
import type { Source } from "@karla/sync/inbox";
import { createFailpoint } from "./failpoint.ts";
import { inboxWithout, limitsWithout } from "./guards.ts";
import { createKarlaVerifier } from "./karla-webhooks/create-karla-verifier.ts";
import { KARLA_TOPICS } from "./karla-webhooks/karla-topics.ts";
import { KARLA_ROUTE } from "./karla-webhooks/webhook-path.ts";
import type { Runtime } from "./open-runtime.ts";
import { rememberFound } from "./remember-found.ts";
import { sabotageInbox } from "./sabotage.ts";

interface WebhookRoute {
  /** Exact, e.g. "/webhooks/shopify". */
  path: string;
  verify: Verifier;
  /** What else the platform calls us for, by the paths. */
  others?: ReadonlyMap<string, Verifier>;
  /** Those that may be a metric's label. */
  topics: Iterable<string>;
  /** Serves every other path. */
  fallback: NonNullable<ReceiverOptions["fallback"]>;
}

/** Whoever asks is answered by then. */
const READY_MS = 500;

/** The receiver of one platform's webhooks, and of what Karla sends about its shops, on a runtime. */
export function openReceiver(
  runtime: Runtime,
  { path, verify, others = new Map(), topics, fallback }: WebhookRoute,
): Receiver {
  const { env, platform, store, database, metrics, log, clock } = runtime;
  const findWebhook = rememberFound(store.karlaWebhooks.find, clock);
  const verifyKarla = createKarlaVerifier({ findWebhook, clock });
  return createReceiver({
    routes: new Map([[path, verify], ...others, [KARLA_ROUTE, verifyKarla]]),
    sources: new Map<string, Source>([
      ...[path, ...others.keys()].map((each): [string, Source] => [each, platform]),
      [KARLA_ROUTE, "karla"],
    ]),
    topics: new Set([...topics, ...KARLA_TOPICS]),
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
    ready: async () => (await database.pool.query(giveUpAfter(READY_MS, { text: "SELECT 1" }))).rowCount === 1,
    fallback,
  });
}
