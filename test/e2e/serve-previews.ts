import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Pool } from "pg";
import { createCore } from "../../packages/karla-core/src/server.ts";

/** The core's hosted tracking page with its previews, over HTTP. There is no database behind it: every shop is unknown. */
export async function servePreviews(now: number): Promise<{ url: string; stop(): Promise<void> }> {
  const pool = Object.assign(new Pool(), { query: async () => ({ rows: [] }) });
  const log = { info() {}, warn() {}, error() {} };
  const config = { publicUrl: () => "https://track.example.com", sandbox: true, secret: Buffer.alloc(32, 7) };
  const core = createCore({ pool, clock: { now: () => now }, log, config });
  const server = createServer(getRequestListener(core.fetch));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/track/shop`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await core.stop();
    },
  };
}
