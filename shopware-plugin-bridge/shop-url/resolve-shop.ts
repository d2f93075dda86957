import { isIP } from "node:net";
import { isPublicAddress } from "./is-public-address.ts";
import { ShopUnreachable } from "./shop-unreachable.ts";

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a name, as `lookup(host, { all: true })` of `node:dns/promises` gives them. */
export type Lookup = (host: string) => Promise<readonly Address[]>;

const LOOPBACK = new Set(["127.0.0.1", "::1"]);

/** Resolves a host once and checks every address: one that is not public spoils the others. */
export async function resolveShop(
  host: string,
  { lookup, loopback, isPublic = isPublicAddress }: ResolveOptions,
): Promise<readonly Address[]> {
  const family = isIP(host);
  const addresses = family === 0 ? await byName(host, lookup) : [{ address: host, family }];
  if (addresses.length === 0) throw new ShopUnreachable("unknown_host");
  const mayCall = loopback ? (address: string) => LOOPBACK.has(address) : isPublic;
  if (!addresses.every(({ address }) => mayCall(address))) throw new ShopUnreachable("not_public");
  return addresses;
}

interface ResolveOptions {
  readonly lookup: Lookup;
  readonly loopback: boolean;
  readonly isPublic?: ((address: string) => boolean) | undefined;
}

async function byName(host: string, lookup: Lookup): Promise<readonly Address[]> {
  try {
    return await lookup(host);
  } catch {
    throw new ShopUnreachable("unknown_host");
  }
}
