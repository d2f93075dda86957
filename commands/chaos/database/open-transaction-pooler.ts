import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createServerPool, type ServerPool } from "./create-server-pool.ts";
import type { DatabaseAccess, DatabaseDoor } from "./database-door.ts";
import type { ServerConnection } from "./open-server-connection.ts";
import { createStatementTracker, passStatements, type Translated } from "./track-statements.ts";
import { errorResponse, messageReader, READY, readCString, type WireMessage, wireMessage } from "./wire-messages.ts";

export interface PoolerSetup {
  /** Whether named statements are good on every server connection. */
  tracksStatements: boolean;
  /** Fewer than clients. */
  serverConnections: number;
  /** What the product's `DATABASE_URL` ends with. */
  parameters: string;
}

/** A door behind which each transaction has another session. */
export interface TransactionPooler extends DatabaseDoor {
  figures(): {
    transactions: number;
    /** Transactions of a client that came to another server connection than the one before. */
    moved: number;
    /** What would need a session of its own: LISTEN, locks of the session. Each was refused. */
    refused: number;
  };
}

/** Startup parameters that PgBouncer keeps for each client; others it refuses. */
const KEPT = ["user", "database", "application_name", "client_encoding", "datestyle", "timezone", "intervalstyle"];
const OF_SESSION = /^\s*(un)?listen\b|\bpg_(try_)?advisory_(un)?lock(_shared|_all)?\(/i;
const SSL_REQUEST = 80_877_103;
const PARSE_COMPLETE = wireMessage("1");

/**
 * A stand-in for PgBouncer in transaction mode, after its documentation: a client has a server connection from the first
 * statement of a transaction to its end. It is no PgBouncer: it knows no limits, no TLS, no passwords and no cancelling.
 */
export async function openTransactionPooler(setup: PoolerSetup): Promise<TransactionPooler> {
  const counts = { transactions: 0, moved: 0, refused: 0 };
  const clients = new Set<Socket>();
  const names = new Map<string, string>();
  let pool: ServerPool | null = null;

  function greet(client: Socket): void {
    const read = messageReader("client");
    const session = createSession(client);
    clients.add(client);
    client.on("error", () => undefined);
    client.on("close", () => {
      clients.delete(client);
      session.leave();
    });
    client.on("data", (chunk) => {
      for (const message of read(chunk)) session.take(message);
    });
  }

  function createSession(client: Socket) {
    const translate = setup.tracksStatements ? createStatementTracker(names) : passStatements;
    let batch: WireMessage[] = [];
    let work = Promise.resolve();
    let held: ServerConnection | null = null;
    let last: ServerConnection | null = null;

    async function begin(startup: WireMessage): Promise<void> {
      const unknown = parametersOf(startup).find((name) => !KEPT.includes(name.toLowerCase()));
      if (unknown !== undefined || pool === null) {
        client.end(errorResponse("FATAL", "08P01", `unsupported startup parameter: ${unknown}`));
        return;
      }
      const server = await pool.take();
      pool.give(server);
      const key = Buffer.alloc(8);
      client.write(
        Buffer.concat([wireMessage("R", Buffer.alloc(4)), ...server.parameters, wireMessage("K", key), READY]),
      );
    }

    async function run(messages: readonly WireMessage[]): Promise<void> {
      if (pool === null || client.destroyed) return;
      if (messages.some(needsSession)) {
        counts.refused += 1;
        client.write(Buffer.concat([errorResponse("ERROR", "0A000", "not in transaction pooling"), READY]));
        return;
      }
      held ??= await begun(pool);
      const server = held;
      const status = await ask(server, translate(messages, server));
      if (status !== "I" && status !== "ended" && !client.destroyed) return;
      held = null;
      if (status === "I") return pool.give(server);
      pool.discard(server);
      client.destroy();
    }

    async function begun(from: ServerPool): Promise<ServerConnection> {
      const server = await from.take();
      counts.transactions += 1;
      if (last !== null && last !== server) counts.moved += 1;
      last = server;
      return server;
    }

    /** Gives the state of the transaction once the server has answered all of it. */
    function ask(server: ServerConnection, { bytes, unasked, owed, preparing }: Translated): Promise<string> {
      let unheard = unasked;
      return new Promise((resolve) => {
        server.ended = () => resolve("ended");
        server.hears = ({ type, body, bytes: answer }) => {
          if (type === "1") preparing.shift();
          if (type === "1" && unheard > 0) unheard -= 1;
          else client.write(answer);
          if (type !== "Z") return;
          // What an error came before was not prepared.
          for (const name of preparing) server.prepared.delete(name);
          resolve(body.toString("latin1"));
        };
        for (let n = 0; n < owed; n += 1) client.write(PARSE_COMPLETE);
        server.send(Buffer.concat(bytes));
      });
    }

    return {
      take(message: WireMessage): void {
        if (message.type === "X") return void client.end();
        if (message.type === "" && message.body.readInt32BE(0) === SSL_REQUEST) return void client.destroy();
        batch.push(message);
        if (!["", "Q", "S"].includes(message.type)) return;
        const messages = batch;
        batch = [];
        const next = message.type === "" ? () => begin(message) : () => run(messages);
        work = work.then(next).catch(() => void client.destroy());
      },
      /** Nobody else may go on with a transaction that was left. */
      leave: () => {
        if (held !== null) pool?.discard(held);
      },
    };
  }

  function needsSession({ type, body }: WireMessage): boolean {
    if (type === "Q") return OF_SESSION.test(readCString(body).text);
    if (type !== "P") return false;
    return OF_SESSION.test(readCString(body, readCString(body).end).text);
  }

  const listener = createServer(greet);
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    parameters: setup.parameters,
    leadTo(database: DatabaseAccess) {
      pool = createServerPool(database, setup.serverConnections);
    },
    figures: () => ({ ...counts }),
    async close() {
      for (const client of clients) client.destroy();
      pool?.close();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

/** Names of a startup message's parameters. */
function parametersOf({ body }: WireMessage): string[] {
  const texts = body.toString("utf8", 4).split("\0");
  return texts.filter((text, n) => n % 2 === 0 && text !== "");
}
