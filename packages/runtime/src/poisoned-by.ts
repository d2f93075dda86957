import type { Normalise } from "@karla/sync/normalise";

/** Ends the process when it reads an event of this order: what an input does that no code of ours survives. */
export function poisonedBy(orderId: string | undefined, normalise: Normalise): Normalise {
  if (orderId === undefined) return normalise;
  return (event) => {
    const normalised = normalise(event);
    if (normalised.outcome === "facts" && normalised.facts.id === orderId) process.kill(process.pid, "SIGKILL");
    return normalised;
  };
}
