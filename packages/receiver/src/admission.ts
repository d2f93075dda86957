import type { Clock } from "@karla/sync/clock";

/** The place of one body, from its first byte to the end of its commit. */
export interface Place {
  /** Counts bytes that arrived; false when there is no room for them. */
  grow(bytes: number): boolean;
  /** Called when the place was taken away because another body needs it. */
  onEvicted(callback: () => void): void;
  /** The body is complete: its place is free for another, its bytes stay counted. */
  arrived(): void;
  /** The bytes are no longer held. */
  leave(): void;
}

interface Held {
  since: number;
  bytes: number;
  evict: () => void;
}

/**
 * Bounds how many bodies arrive at once and how many bytes are held at all, so that memory stays flat whatever is sent.
 * Nobody is authenticated yet at this point: so that a few slow senders cannot keep everybody out, the one that has been
 * sending longest gives way once it is slow.
 */
export function createAdmission(
  limits: { maxBodies: number; maxHeldBytes: number; slowBodyMs: number },
  clock: Clock,
): { enter(): Place | null } {
  /** In the order in which they began. */
  const arriving = new Set<Held>();
  let heldBytes = 0;

  function release(held: Held): void {
    arriving.delete(held);
    heldBytes -= held.bytes;
    held.bytes = 0;
  }

  function evictSlowest(except?: Held): boolean {
    const [slowest] = arriving;
    if (slowest === undefined || slowest === except) return false;
    if (clock.now() - slowest.since < limits.slowBodyMs) return false;
    release(slowest);
    slowest.evict();
    return true;
  }

  function placeOf(held: Held): Place {
    return {
      grow(bytes) {
        while (heldBytes + bytes > limits.maxHeldBytes) {
          if (!evictSlowest(held)) return false;
        }
        heldBytes += bytes;
        held.bytes += bytes;
        return true;
      },
      onEvicted(callback) {
        held.evict = callback;
      },
      arrived: () => void arriving.delete(held),
      leave: () => release(held),
    };
  }

  return {
    enter() {
      if (arriving.size >= limits.maxBodies && !evictSlowest()) return null;
      const held: Held = { since: clock.now(), bytes: 0, evict: () => {} };
      arriving.add(held);
      return placeOf(held);
    },
  };
}
