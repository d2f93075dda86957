import type { Clock } from "@karla/sync/clock";

/** How long what was found is taken for what is; whoever has a doubt asks anew. */
const REMEMBERED_MS = 30_000;
/** Who waits for it is answered within two seconds. */
const FOUND_WITHIN_MS = 1_500;
const MOST_NAMES = 5_000;

interface Lookup<Found> {
  startedAt: number;
  found: Promise<Found>;
  isUnderWay: boolean;
  /** The one that follows it, for those who came with a doubt while it was under way. */
  next: Promise<Found> | null;
}

/**
 * For whoever looks something up with each request. `fresh`: from a lookup that began after it was asked for. However many ask,
 * of one name there is one under way at a time.
 */
export function rememberFound<Name, Found>(
  find: (name: Name) => Promise<Found>,
  clock: Clock,
): (name: Name, options?: { fresh?: boolean }) => Promise<Found> {
  const known = new Map<Name, Lookup<Found>>();
  function lookUp(name: Name): Promise<Found> {
    const lookup: Lookup<Found> = {
      startedAt: clock.now(),
      found: inTime(find(name)),
      isUnderWay: true,
      next: null,
    };
    known.delete(name);
    known.set(name, lookup);
    lookup.found.then(
      () => {
        lookup.isUnderWay = false;
      },
      () => known.get(name) === lookup && known.delete(name),
    );
    const oldest = known.size > MOST_NAMES ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return lookup.found;
  }
  return (name, { fresh = false } = {}) => {
    const last = known.get(name);
    if (last === undefined) return lookUp(name);
    if (!fresh) return clock.now() - last.startedAt < REMEMBERED_MS ? last.found : lookUp(name);
    if (!last.isUnderWay) return lookUp(name);
    const after = () => lookUp(name);
    last.next ??= last.found.then(after, after);
    return last.next;
  };
}

/** A lookup that hangs must not be what is remembered. */
function inTime<Found>(finding: Promise<Found>): Promise<Found> {
  const { promise, resolve, reject } = Promise.withResolvers<Found>();
  const timer = setTimeout(() => reject(new Error("it could not be looked up in time")), FOUND_WITHIN_MS);
  finding.then(resolve, reject).finally(() => clearTimeout(timer));
  return promise;
}
