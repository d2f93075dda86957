import type { Source } from "../inbox/inbox.ts";
import type { InboxEvent, Normalise, Normalised } from "../pipeline/normalise.ts";

/** What a stored event says. Null where it cannot be read, by whatever defect: then its bytes are searched. */
export function saidIn(
  event: InboxEvent & { source: Source },
  normalise: Partial<Record<Source, Normalise>>,
): Normalised | null {
  try {
    return normalise[event.source]?.(event) ?? null;
  } catch {
    return null;
  }
}
