import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { DatabaseAccess, DatabaseDoor } from "./database-door.ts";

/**
 * - `open`: as if nobody stood there.
 * - `shut`: who comes is refused, who is there is hung up on.
 * - `silent`: who comes is let in, and nobody hears anything any more. Connections of that time stay silent for good.
 * - `slow`: each answer takes so many milliseconds.
 */
export type GateState =
  | { state: "open" }
  | { state: "shut" }
  | { state: "silent" }
  | { state: "slow"; delayMs: number };

/** Bytes between product and database, on their way or not. */
export interface DatabaseGate extends DatabaseDoor {
  turn(to: GateState): Promise<void>;
  /** Connections that were hung up on, went silent, or had an answer delayed, by state. */
  harmed(): Readonly<Record<GateState["state"], number>>;
}

interface Passage {
  client: Socket;
  server: Socket | null;
  isSilent: boolean;
  isHarmed: boolean;
  /** Answers that are to go out at these instants, in their order. */
  waiting: { bytes: Buffer; at: number }[];
}

export async function openDatabaseGate(): Promise<DatabaseGate> {
  const passages = new Set<Passage>();
  const harmed = { open: 0, shut: 0, silent: 0, slow: 0 };
  let database: DatabaseAccess | null = null;
  let now: GateState = { state: "open" };
  const listener = createServer((client) => enter(client));
  await listen(0);
  const address = listener.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  async function listen(at: number): Promise<void> {
    listener.listen(at, "127.0.0.1");
    await once(listener, "listening");
  }

  function harm(passage: Passage): void {
    if (!passage.isHarmed) harmed[now.state] += 1;
    passage.isHarmed = true;
  }

  function silence(passage: Passage): void {
    passage.isSilent = true;
    harm(passage);
  }

  function enter(client: Socket): void {
    const server = now.state === "silent" ? null : connect(database?.port() ?? 0, "127.0.0.1");
    const passage: Passage = { client, server, isSilent: false, isHarmed: false, waiting: [] };
    passages.add(passage);
    if (server === null) silence(passage);
    client.on("data", (bytes) => {
      if (!passage.isSilent) server?.write(bytes);
    });
    server?.on("data", (bytes) => answer(passage, bytes));
    client.on("error", () => undefined).on("close", () => leave(passage));
    server
      ?.on("error", () => undefined)
      .on("close", () => {
        if (!passage.isSilent) client.destroy();
      });
  }

  /** What was held back goes first, also once nothing is any more. */
  function answer(passage: Passage, bytes: Buffer): void {
    const delayMs = now.state === "slow" ? now.delayMs : 0;
    if (delayMs > 0) harm(passage);
    passage.waiting.push({ bytes, at: Date.now() + delayMs });
    if (passage.waiting.length === 1) passOn(passage);
  }

  function passOn(passage: Passage): void {
    for (let next = passage.waiting[0]; next !== undefined; next = passage.waiting[0]) {
      const left = next.at - Date.now();
      if (left > 0) return void setTimeout(() => passOn(passage), left);
      if (!passage.isSilent && !passage.client.destroyed) passage.client.write(next.bytes);
      passage.waiting.shift();
    }
  }

  function leave(passage: Passage): void {
    passages.delete(passage);
    passage.server?.destroy();
  }

  function hangUp(): void {
    for (const passage of passages) {
      if (now.state === "shut") harm(passage);
      passage.client.destroy();
      leave(passage);
    }
  }

  return {
    port,
    parameters: "",
    leadTo(access) {
      database = access;
    },
    async turn(to) {
      const isShut = !listener.listening;
      now = to;
      for (const passage of passages) passage.isHarmed = passage.isSilent;
      if (to.state === "silent") for (const passage of passages) silence(passage);
      if (to.state === "shut" && !isShut) {
        const closed = once(listener, "close");
        listener.close();
        hangUp();
        await closed;
      }
      if (to.state !== "shut" && isShut) await listen(port);
    },
    harmed: () => ({ ...harmed }),
    async close() {
      now = { state: "open" };
      hangUp();
      if (listener.listening) await new Promise((resolve) => listener.close(resolve));
    },
  };
}
