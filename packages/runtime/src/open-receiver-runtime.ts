import type { Store } from "@karla/store/open-store";
import type { Platform } from "@karla/sync/ids";
import type { Pool } from "pg";
import type { ProcessEnv } from "./env.ts";
import { openRuntime, type Runtime } from "./open-runtime.ts";

/** Whoever opened a page would rather wait than read that it failed. */
const PAGES_WAIT_MS = 10_000;

/** A process that senders deliver to and people open pages of. What both share is the server of the database, no connection. */
export interface ReceiverRuntime extends Runtime {
  /** Of what people wait for. `store` is of what senders wait for. */
  pages: { pool: Pool; store: Store };
}

/** A runtime whose connections (`DATABASE_POOL`) are divided between senders and pages. Rejects as `openRuntime` does. */
export async function openReceiverRuntime(env: ProcessEnv, platform: Platform): Promise<ReceiverRuntime> {
  const ofPages = Math.max(1, Math.floor(env.DATABASE_POOL / 2));
  const poolSize = Math.max(1, env.DATABASE_POOL - ofPages);
  const runtime = await openRuntime(env, { name: "receiver", platform, poolSize });
  return { ...runtime, pages: runtime.openStore("pages", { poolSize: ofPages, connectMs: PAGES_WAIT_MS }) };
}
