import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createAgents } from "./agents.ts";
import { createKarlaClient } from "./client.ts";
import { selfSigned } from "./self-signed.ts";

const LATER = new Date("2049-01-01T00:00:00Z");
const closing: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) close();
});

async function serve(tls: { key: string; cert: string }): Promise<number> {
  const server = https.createServer(tls, (_req, res) => res.writeHead(204).end());
  closing.push(() => server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function call(port: number, agents = createAgents()): Promise<void> {
  const credentials = { username: "api", key: "example" };
  return createKarlaClient({ baseUrl: `https://localhost:${port}`, slug: "example", credentials, agents }).upsertOrder(
    "{}",
  );
}

describe("TLS", () => {
  it("passes with a certificate of a trusted authority", async () => {
    const tls = selfSigned("localhost", LATER);
    await expect(call(await serve(tls), createAgents({ ca: tls.cert }))).resolves.toBeUndefined();
  });

  it("refuses a self-signed certificate, also where the environment says not to check", async () => {
    const port = await serve(selfSigned("localhost", LATER));
    const refused = { kind: "transport", failure: "tls", code: "DEPTH_ZERO_SELF_SIGNED_CERT", retry: true };
    await expect(call(port)).rejects.toMatchObject(refused);
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    await expect(call(port)).rejects.toMatchObject(refused);
  });

  it("refuses an expired certificate and one for another host", async () => {
    const expired = selfSigned("localhost", new Date("2020-01-01T00:00:00Z"));
    await expect(call(await serve(expired), createAgents({ ca: expired.cert }))).rejects.toMatchObject({
      failure: "tls",
      code: "CERT_HAS_EXPIRED",
    });
    const other = selfSigned("core.example.com", LATER);
    await expect(call(await serve(other), createAgents({ ca: other.cert }))).rejects.toMatchObject({
      failure: "tls",
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
  });

  it("gives up on a handshake that does not come", async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const sockets: net.Socket[] = [];
    server.on("connection", (socket) => sockets.push(socket));
    closing.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    await expect(call(port, createAgents({ connectMs: 100 }))).rejects.toMatchObject({ failure: "connect" });
  });

  it("does not speak TLS with a plain server", async () => {
    const server = net.createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => server.close());
    await expect(call((server.address() as AddressInfo).port)).rejects.toMatchObject({
      kind: "transport",
      retry: true,
    });
  });
});
