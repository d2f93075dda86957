import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { expect } from "vitest";
import { selfSigned } from "../../packages/karla-api/src/self-signed.ts";
import { createShopFetch, type ShopFetchOptions } from "./create-shop-fetch.ts";
import { isPublicAddress } from "./is-public-address.ts";
import { ShopUnreachable } from "./shop-unreachable.ts";

const LATER = new Date("2049-01-01T00:00:00Z");
const closing: (() => void)[] = [];

export function closeShops(): void {
  for (const close of closing.splice(0)) close();
}

/** Any server, until `closeShops`. */
export async function listen(
  server: Pick<Server, "listen" | "address" | "close"> & { closeAllConnections?(): void },
): Promise<number> {
  closing.push(() => {
    server.close();
    server.closeAllConnections?.();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

export const plain = (listener: RequestListener) => listen(createServer(listener));

/** A shop at https://shop.example.com, as far as the caller can tell: name and certificate are its own, the address is not. */
export async function tlsShop(
  host = "shop.example.com",
  notAfter = LATER,
  listener: RequestListener = (_, res) => res.end("ok"),
) {
  const seen: string[] = [];
  const tls = selfSigned(host, notAfter);
  const SNICallback = (name: string, done: (error: Error | null) => void) => {
    seen.push(name);
    done(null);
  };
  const server = createTlsServer({ ...tls, SNICallback }, listener);
  const port = await listen(server);
  const asked: string[] = [];
  const options: ShopFetchOptions = {
    allowLoopback: false,
    ports: [443, port],
    ca: tls.cert,
    lookup: async (name) => {
      asked.push(name);
      return [{ address: "127.0.0.1", family: 4 }];
    },
    isPublic: (address) => address === "127.0.0.1" || isPublicAddress(address),
  };
  return { port, url: `https://shop.example.com:${port}`, options, seen, asked };
}

/** The reason in the one error that there is. */
export async function failure(calling: Promise<Response>): Promise<string> {
  const error = await calling.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ShopUnreachable);
  if (!(error instanceof ShopUnreachable)) return "no error";
  // S17: what it says is the same for all of them, and nothing hangs on it that says more.
  expect([error.message, error.cause]).toEqual(["the shop gave no usable answer", undefined]);
  return error.reason;
}

export const local = (changes: Partial<ShopFetchOptions> = {}) => createShopFetch({ allowLoopback: true, ...changes });
