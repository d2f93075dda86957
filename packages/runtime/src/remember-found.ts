import type { Clock } from "@karla/sync/clock";

/** How long what was found is taken for what is; whoever has a doubt asks anew. */
const REMEMBERED_MS = 30_000;
/** Of one name nothing is looked up more often than that, however many doubts there are. */
const ANEW_MS = 1_000;
/** Who waits for it is answered within two seconds. */
const FOUND_WITHIN_MS = 1_500;
const MOST_NAMES = 5_000;

/** For whoever looks something up with each request. `fresh`: as it is now, give or take a second. */
export function rememberFound<Name, Found>(
  find: (name: Name) => Promise<Found>,
  clock: Clock,
): (name: Name, options?: { fresh?: boolean }) => Promise<Found> {
  const known = new Map<Name, { readAt: number; found: Promise<Found> }>();
  return (name, { fresh = false } = {}) => {
    const now = clock.now();
    const remembered = known.get(name);
    if (remembered !== undefined && now - remembered.readAt < (fresh ? ANEW_MS : REMEMBERED_MS)) {
      return remembered.found;
    }
    const reading = { readAt: now, found: inTime(find(name)) };
    known.delete(name);
    known.set(name, reading);
    reading.found.catch(() => known.get(name) === reading && known.delete(name));
    const oldest = known.size > MOST_NAMES ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return reading.found;
  };
}

/** A lookup that hangs must not be what is remembered. */
function inTime<Found>(finding: Promise<Found>): Promise<Found> {
  const { promise, resolve, reject } = Promise.withResolvers<Found>();
  const timer = setTimeout(() => reject(new Error("it could not be looked up in time")), FOUND_WITHIN_MS);
  finding.then(resolve, reject).finally(() => clearTimeout(timer));
  return promise;
}
