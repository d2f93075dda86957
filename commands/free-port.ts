import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below those that systems deal out to connections (Linux from 32768, others from 49152). */
const RARELY_TAKEN = { from: 20_000, to: 30_000 };

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

/**
 * A free loopback port, none of `taken`, for a process that has to be known before it listens: nobody is given it by chance meanwhile, as
 * happens to a port that the system chose.
 */
export function unusedPort(taken: readonly number[] = []): Promise<number> {
  return freePort(randomInt(RARELY_TAKEN.from, RARELY_TAKEN.to), taken);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
