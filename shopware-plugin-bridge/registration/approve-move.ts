import type { Installation, Move } from "./installation.ts";

const VALID_MS = 24 * 3_600_000;

/**
 * The merchant (in the Karla module at the shop's known address) or the operator says that the shop at `url` is theirs. Its
 * next registration within 24 hours needs no signature of the shop; the one after that does again.
 */
export function approveMove(installation: Installation, url: string, now: number): Installation {
  const askedAt = installation.move?.url === url ? installation.move.askedAt : now;
  return { ...installation, move: { url, askedAt, approvedAt: now } };
}

export function isApproved(move: Move | null, now: number): boolean {
  return move !== null && move.approvedAt !== null && now - move.approvedAt <= VALID_MS;
}
