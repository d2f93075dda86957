import { setFlagsFromString } from "node:v8";

/**
 * For a process through which many bodies go, before it starts. Bodies are buffers, outside of V8's heap. By a limit of
 * their own V8 collects the whole heap after every few megabytes of them, twice a second in a busy worker, while each call
 * that comes back waits. Counted with the heap, they go when young objects go. A V8 that does not know the flag complains
 * on stderr, and goes on as it was.
 */
export function countBodiesAsHeap(): void {
  setFlagsFromString("--external-memory-accounted-in-global-limit");
}
