import { setFlagsFromString } from "node:v8";

/** A heap may grow to twice of what lived in it when it was last collected: at half of that it is collected so often that it shows. */
const GROWTH_PERCENT = 100;

/**
 * For a process through which many bodies go, before it starts. Bodies are buffers, outside of V8's heap. By a limit of
 * their own V8 collects the whole heap after every few megabytes of them, twice a second in a busy worker, while each call
 * that comes back waits. Counted with the heap, they go when young objects go.
 *
 * On a machine with much memory V8 then lets the heap grow to four times of what lives before it looks at it: a worker that
 * needs 90 MB held 430 after five minutes of an import, and more with each one. A limit in proportion is no limit: what is needed
 * is there. A V8 that does not know a flag complains on stderr, and goes on as it was.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--external-memory-accounted-in-global-limit");
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
