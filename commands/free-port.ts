import { createServer } from "node:net";

/** The first free loopback port from `wanted` on, none of `taken`; 0 stays 0 (the process takes any). */
export async function freePort(wanted: number, taken: readonly number[] = []): Promise<number> {
  if (wanted === 0) return 0;
  for (let port = wanted; port < Math.min(wanted + 200, 65_536); port += 1) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(
    `No port is free from ${wanted} on. Set KARLA_CORE_PORT, PORT, BRIDGE_PORT, SANDBOX_PORT, SANDBOX_SHOPWARE_PORT and SANDBOX_CARRIER_PORT to free ones.`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
