import type { DatabaseAccess } from "./database-door.ts";
import { openServerConnection, type ServerConnection } from "./open-server-connection.ts";

/** Server connections, of which whoever comes gets the one that was given back first. */
export interface ServerPool {
  take(): Promise<ServerConnection>;
  give(server: ServerConnection): void;
  /** Ends one that nobody else may use. */
  discard(server: ServerConnection): void;
  close(): void;
}

export function createServerPool(database: DatabaseAccess, most: number): ServerPool {
  const open = new Set<ServerConnection>();
  const idle: ServerConnection[] = [];
  const waiting: PromiseWithResolvers<ServerConnection>[] = [];
  let opening = 0;

  async function another(): Promise<ServerConnection> {
    opening += 1;
    try {
      const server = await openServerConnection(database);
      open.add(server);
      return server;
    } finally {
      opening -= 1;
    }
  }

  return {
    async take() {
      // All are opened before one is used twice: a client then moves from one to the next.
      if (open.size + opening < most) return another();
      const server = idle.shift();
      if (server !== undefined) return server;
      const turn = Promise.withResolvers<ServerConnection>();
      waiting.push(turn);
      return turn.promise;
    },
    give(server) {
      const next = waiting.shift();
      if (next === undefined) idle.push(server);
      else next.resolve(server);
    },
    discard(server) {
      server.close();
      if (!open.delete(server)) return;
      const next = waiting.shift();
      if (next !== undefined) another().then(next.resolve, next.reject);
    },
    close() {
      for (const server of open) server.close();
    },
  };
}
