import type { Inbox } from "@karla/sync/inbox";

export type FailpointName = "after_body" | "before_commit" | "after_commit";

/** A place where a fault run may kill the process; does nothing in production. */
export type Failpoint = (name: FailpointName) => void;

/**
 * Killed at `before_commit`, nothing is stored and nothing was acknowledged. Killed at `after_commit`, rows are stored that
 * nobody was told about: the sender comes again and they are duplicates.
 */
export function withFailpoints(inbox: Inbox, failpoint: Failpoint): Inbox {
  return {
    async accept(events) {
      failpoint("before_commit");
      const outcomes = await inbox.accept(events);
      failpoint("after_commit");
      return outcomes;
    },
  };
}
