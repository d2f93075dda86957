import { BlockList, isIPv4, isIPv6 } from "node:net";

const closed = new BlockList();
for (const [net, bits] of [
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
] as const) {
  closed.addSubnet(net, bits, "ipv4");
}

/** Of IPv6 only global unicast is open, without documentation, Teredo and 6to4 (which can name a private IPv4 address). */
const open6 = new BlockList();
open6.addSubnet("2000::", 3, "ipv6");
const closed6 = new BlockList();
for (const [net, bits] of [
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
] as const) {
  closed6.addSubnet(net, bits, "ipv6");
}

/** Whether an address may be called that a merchant gave us. */
export function isPublicAddress(ip: string): boolean {
  if (isIPv4(ip)) return !closed.check(ip, "ipv4");
  return isIPv6(ip) && open6.check(ip, "ipv6") && !closed6.check(ip, "ipv6");
}
