import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";

/** Keep-alive sockets towards Karla. One pair per process, shared by the clients of all shops. */
export interface Agents {
  http: http.Agent;
  https: https.Agent;
}

/** Code of the error of a connection (TLS handshake included) that took longer than its limit. */
export const CONNECT_TIMEOUT = "KARLA_CONNECT_TIMEOUT";

/**
 * `connectMs` limits connecting, TLS handshake included. `ca`: further certificate authorities, for tests. Certificates
 * are always checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says.
 */
export function createAgents({ connectMs = 3_000, ca }: { connectMs?: number; ca?: string } = {}): Agents {
  const agents = {
    http: new http.Agent({ keepAlive: true }),
    https: new https.Agent({ keepAlive: true, rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) }),
  };
  limitConnecting(agents.http, "connect", connectMs);
  limitConnecting(agents.https, "secureConnect", connectMs);
  return agents;
}

function limitConnecting(agent: http.Agent, connected: "connect" | "secureConnect", connectMs: number): void {
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = create(options, callback);
    if (socket) limit(socket, connected, connectMs);
    return socket;
  };
}

function limit(socket: Duplex, connected: "connect" | "secureConnect", connectMs: number): void {
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error("connecting took too long"), { code: CONNECT_TIMEOUT }));
  }, connectMs);
  const done = () => clearTimeout(timer);
  socket.once(connected, done).once("error", done).once("close", done);
}
