import { randomBytes } from "node:crypto";
import { type Stack, startStack } from "../stack.ts";
import { type RecordedRequest, type RecordingProxy, startRecordingProxy } from "./recording-proxy.ts";

export interface StackRun {
  /** Empty, and passable for another user where this one is root. Holds the logs afterwards. */
  dataDir: string;
  /** Named thing to break in the pipeline, to see that it is noticed. */
  sabotage: string | null;
  say(line: string): void;
  signal: AbortSignal;
}

/** What is played on: the real processes, and what they told the core. */
export interface StackScene {
  stack: Stack;
  /** Shopify's secret of the app. */
  secret: string;
  requests: readonly RecordedRequest[];
  say(line: string): void;
  /** Aborted: nothing more is begun. */
  signal: AbortSignal;
}

export interface StackWish {
  /** Starts the bridge as well: the secret that its shops register with. */
  bridgeSecret?: string;
  /** The processes' clock is so many milliseconds ahead. */
  clockOffsetMs?: number;
}

/** Plays on the real processes. Whatever happens, they end. */
export async function onStack<Outcome>(
  { dataDir, sabotage, say, signal }: StackRun,
  { bridgeSecret, clockOffsetMs = 0 }: StackWish,
  play: (scene: StackScene) => Promise<Outcome>,
): Promise<Outcome> {
  const secret = randomBytes(24).toString("hex");
  say("Starting the database, the core, the receiver and the worker …");
  let proxy: RecordingProxy | undefined;
  const stack = await startStack({
    dataDir,
    shopifySecret: secret,
    coreAdminKey: randomBytes(24).toString("hex"),
    ...(bridgeSecret === undefined ? {} : { bridge: { appSecret: bridgeSecret } }),
    env: {
      ...(sabotage === null ? {} : { KARLA_SABOTAGE: sabotage }),
      ...(clockOffsetMs === 0 ? {} : { KARLA_CLOCK_OFFSET_MS: String(clockOffsetMs) }),
    },
    async coreUrlFor(coreUrl) {
      proxy = await startRecordingProxy(coreUrl);
      return proxy.url;
    },
  });
  const feeding = new AbortController();
  const playing = play({ stack, secret, requests: proxy?.requests ?? [], say, signal: feeding.signal });
  try {
    return await Promise.race([playing, unexpectedEnd(stack), interruption(signal)]);
  } finally {
    feeding.abort();
    // A look at the status that is still under way would start the database again.
    await playing.catch(() => undefined);
    await stack.stop();
    await proxy?.close();
  }
}

async function unexpectedEnd(stack: Stack): Promise<never> {
  const { name, logFile } = await stack.failed;
  throw new Error(`${name} ended unexpectedly. Its log: ${logFile}`);
}

function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(new Error("interrupted"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
  });
}
