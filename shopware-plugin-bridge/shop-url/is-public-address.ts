import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Not reachable from everywhere: IANA's special-purpose registry, with multicast and what is reserved above it. */
const closed4 = blockList("ipv4", [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
]);

/** Of IPv6 global unicast alone is open: loopback, mapped and compatible IPv4, NAT64, local and multicast are outside of it. */
const open6 = blockList("ipv6", [["2000::", 3]]);

/** Protocol assignments (Teredo among them), documentation, and 6to4, which can name a private IPv4 address. */
const closed6 = blockList("ipv6", [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]);

/** Whether an address may be called on the word of a shop. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed4.check(address, "ipv4");
  return isIPv6(address) && open6.check(address, "ipv6") && !closed6.check(address, "ipv6");
}

function blockList(family: "ipv4" | "ipv6", nets: readonly (readonly [net: string, bits: number])[]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of nets) list.addSubnet(net, bits, family);
  return list;
}
