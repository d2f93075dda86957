import { createAgents } from "@karla/api/agents";
import { createKarlaClient, type KarlaClient } from "@karla/api/client";
import type { Clock } from "@karla/sync/clock";
import type { Connection } from "@karla/sync/shops";
import type { ProcessEnv } from "./env.ts";

/** Makes the core's client of a shop; all of a process share their connections. A call takes as long as a worker's where nothing else is said. */
export function coreClientOf(
  env: ProcessEnv,
  clock: Clock,
  { timeoutMs = env.WORKER_CALL_TIMEOUT_MS } = {},
): (connection: Connection) => KarlaClient {
  const agents = createAgents();
  return ({ slug, username, key }) =>
    createKarlaClient({
      baseUrl: env.KARLA_API_URL,
      slug,
      credentials: { username, key },
      timeoutMs,
      clock,
      agents,
    });
}
