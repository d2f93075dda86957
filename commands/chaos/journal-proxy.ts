import { createHash } from "node:crypto";
import { fsyncSync, openSync, writeSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import { type LoopbackServer, listenOnLoopback, passOn } from "../core-proxy.ts";
import { basicAuth } from "../proof/read-core.ts";

/** One order that a worker wrote to the core. */
export interface CoreWrite {
  /** Which of the callers it came from: the port's name. */
  from: string;
  shop: string;
  order: string;
  /** The shop's own count of the order's versions, out of the attribute `_version`; null where the body shows none. */
  counter: number | null;
  /** SHA-256 of the body. */
  hash: string;
  /** Milliseconds since the epoch: when its last byte was here, and when the worker had its answer or was gone. */
  startedAt: number;
  endedAt: number | null;
  /** Of the core; null where it was never asked or did not answer. */
  status: number | null;
  /** The worker had the answer. False where it died, gave up, or the answer was dropped. */
  answered: boolean;
}

/** What happens to one write on its way. */
export interface Play {
  /** Waits before the core is asked. */
  holdMs?: number;
  /** The core takes it, the worker is not told. */
  dropAnswer?: boolean;
  /** Answers this and asks nobody. */
  status?: number;
  /** With this header `Retry-After`. */
  retryAfter?: string;
  /** Answers in its own way, or not at all, and asks nobody. */
  instead?(answer: ServerResponse): void;
}

/** What happens to a request with many orders on its way. */
export interface BulkPlay {
  /** The places of the orders that the core is given; it never hears of the others. */
  applies: readonly number[];
  /** What the worker is told after that. */
  status: number;
  answer: unknown;
}

export interface JournalProxy {
  /** A port of its own for each caller, so that the journal can tell them apart. */
  urlFor(caller: string): Promise<string>;
  /** From now on this shop's key opens this shop, and no other one does; `beside`: those from before as well. */
  admit(shop: { slug: string; user: string; key: string }, options?: { beside: boolean }): void;
  /** In the order in which the core took them, or in which they came where it was not asked. */
  writes: readonly CoreWrite[];
  /** Requests of any kind that came from this caller. */
  requestsOf(caller: string): number;
  /** Requests that came with another shop's key, or none: `worker-1 PUT /v1/…`. They were refused. */
  strangers: readonly string[];
  /** Asked of each write. */
  play: (write: CoreWrite) => Play;
  /** Asked of each request with many orders, named in their order; null: it goes its way. These are none of `writes`. */
  playBulk: (orders: readonly string[]) => BulkPlay | null;
  /** Writes of this caller that it waits for right now. */
  underWay(caller: string): number;
  /** Resolves at this caller's next write, with the time of that. */
  nextWrite(caller: string): Promise<number>;
  /** The most writes that were under way at once. */
  peak(): number;
  close(): Promise<void>;
}

const Upsert = z.object({
  id: z.coerce.string(),
  order: z
    .object({
      order_analytics: z
        .object({ note_attributes: z.array(z.object({ name: z.string(), value: z.unknown() })).nullish() })
        .nullish(),
    })
    .nullish(),
});
const HANG_UP_MS = 250;
const OF_SHOP = /^\/v1\/shops\/([^/?]+)/;
const ORDERS = /^\/v1\/shops\/([^/]+)\/orders$/;

export interface ProxySetup {
  /** Where the core listens, once it does. */
  coreUrl: Promise<string>;
  /** The key that opens everything at the core; the shops' own keys are known here alone. */
  admin: { user: string; key: string };
  /** The journal's file. */
  path: string;
}

/**
 * Stands on loopback between the workers and the core. Every write of an order is a line in a file, on disk before the
 * core's answer goes on: what was accepted is known even if this process is killed.
 */
export async function startJournalProxy({ coreUrl, admin, path }: ProxySetup): Promise<JournalProxy> {
  const file = openSync(path, "a");
  const writes: CoreWrite[] = [];
  const requests = new Map<string, number>();
  const strangers: string[] = [];
  const keys = new Map<string, readonly string[]>();
  const underWay = new Map<string, number>();
  const waiting = new Map<string, ((at: number) => void)[]>();
  let peak = 0;
  let origin = "";
  const begins = ({ from, startedAt }: CoreWrite) => {
    underWay.set(from, (underWay.get(from) ?? 0) + 1);
    peak = Math.max(
      peak,
      [...underWay.values()].reduce((sum, count) => sum + count, 0),
    );
    for (const tell of waiting.get(from) ?? []) tell(startedAt);
    waiting.delete(from);
  };
  const answeredLast = new WeakMap<Socket, { write: CoreWrite; finishedAt: number }>();
  const keep = (write: CoreWrite) => {
    writeSync(file, `${JSON.stringify(write)}\n`);
    fsyncSync(file);
  };

  async function pass(from: string, incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    requests.set(from, (requests.get(from) ?? 0) + 1);
    const body = await text(incoming);
    origin = await coreUrl;
    // A request whose sender hung up before it was read goes nowhere: a stand that was held up must not deliver it late.
    await nextTurn();
    if (answer.destroyed || incoming.socket.readableEnded) return;
    const slug = OF_SHOP.exec(incoming.url ?? "")?.[1] ?? "";
    if (keys.get(slug)?.includes(incoming.headers.authorization ?? "") !== true) {
      strangers.push(`${from} ${incoming.method} ${incoming.url}`);
      answer.writeHead(403, { "Content-Type": "application/json" }).end("{}");
      return;
    }
    const bulk = await playBulk(incoming, body);
    if (bulk !== null) {
      answer.writeHead(bulk.status, { "Content-Type": "application/json" }).end(JSON.stringify(bulk.answer));
      return;
    }
    const write = writeOf(from, incoming, body);
    if (write === null) return pipe(incoming, body, answer, null);
    begins(write);
    answer.once("finish", () => {
      const finishedAt = Date.now();
      write.endedAt = finishedAt;
      // A process that was killed meanwhile has half-closed its connection: what is written to it reaches nobody.
      write.answered = !incoming.socket.readableEnded;
      answeredLast.set(incoming.socket, { write, finishedAt });
    });
    answer.once("close", () => {
      underWay.set(from, (underWay.get(from) ?? 1) - 1);
      write.endedAt ??= Date.now();
      keep(write);
    });
    const play = proxy.play(write);
    if (play.holdMs !== undefined) await new Promise((resolve) => setTimeout(resolve, play.holdMs));
    // A core that is this slow notices that nobody waits any more.
    if (play.holdMs !== undefined && answer.destroyed) return void writes.push(write);
    if (play.instead !== undefined) {
      writes.push(write);
      return play.instead(answer);
    }
    if (play.status === undefined) return pipe(incoming, body, answer, { write, play });
    writes.push(write);
    const waits = play.retryAfter === undefined ? {} : { "Retry-After": play.retryAfter };
    answer.writeHead(play.status, { "Content-Type": "application/json", ...waits }).end("{}");
  }

  async function playBulk({ method, url = "" }: IncomingMessage, body: string): Promise<BulkPlay | null> {
    if (method !== "PUT" || !url.endsWith("/orders/bulk")) return null;
    const orders = z.array(z.looseObject({ id: z.string() })).parse(parsed(body));
    const play = proxy.playBulk(orders.map(({ id }) => id));
    if (play === null || play.applies.length === 0) return play;
    const headers = { authorization: basicAuth(admin.user, admin.key), "Content-Type": "application/json" };
    const given = play.applies.map((place) => orders[place]);
    const taken = await fetch(new URL(url, origin), { method, headers, body: JSON.stringify(given) });
    if (!taken.ok) throw new Error(`the core answered ${taken.status}`);
    return play;
  }

  function pipe(
    incoming: IncomingMessage,
    body: string,
    answer: ServerResponse,
    known: { write: CoreWrite; play: Play } | null,
  ): void {
    const headers = { authorization: basicAuth(admin.user, admin.key) };
    const dropAnswer = known?.play.dropAnswer === true;
    passOn({ incoming, answer, body, coreUrl: origin, headers, dropAnswer }, (status) => {
      if (known === null) return;
      known.write.status = status;
      writes.push(known.write);
      keep(known.write);
    });
  }

  const servers: LoopbackServer[] = [];
  const proxy: JournalProxy = {
    async urlFor(caller) {
      const own = await listenOnLoopback((incoming, answer) => pass(caller, incoming, answer));
      // A worker that gave up at this very moment hangs up; one that had its answer keeps the connection.
      own.server.on("connection", (socket) => {
        socket.once("close", () => {
          const last = answeredLast.get(socket);
          if (last !== undefined && Date.now() - last.finishedAt < HANG_UP_MS) last.write.answered = false;
        });
      });
      servers.push(own);
      return own.url;
    },
    admit: ({ slug, user, key }, { beside } = { beside: false }) =>
      void keys.set(slug, [...(beside ? (keys.get(slug) ?? []) : []), basicAuth(user, key)]),
    writes,
    requestsOf: (caller) => requests.get(caller) ?? 0,
    strangers,
    play: () => ({}),
    playBulk: () => null,
    underWay: (caller) => underWay.get(caller) ?? 0,
    nextWrite: (caller) =>
      new Promise((resolve) => {
        waiting.set(caller, [...(waiting.get(caller) ?? []), resolve]);
      }),
    peak: () => peak,
    async close() {
      for (const server of servers) await server.close();
    },
  };
  return proxy;
}

function writeOf(from: string, { method, url }: IncomingMessage, body: string): CoreWrite | null {
  const shop = method === "PUT" ? ORDERS.exec(url ?? "")?.[1] : undefined;
  if (shop === undefined) return null;
  const upsert = Upsert.safeParse(parsed(body));
  const attributes = upsert.data?.order?.order_analytics?.note_attributes ?? [];
  const counter = attributes.find(({ name }) => name === "_version")?.value;
  return {
    from,
    shop,
    order: upsert.data?.id ?? "",
    counter: counter === undefined ? null : Number(counter),
    hash: createHash("sha256").update(body).digest("hex"),
    startedAt: Date.now(),
    endedAt: null,
    status: null,
    answered: false,
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
