import { beforeEach, describe } from "vitest";
import { describeClaim } from "./claim-suite.ts";
import { describeInbox } from "./inbox-suite.ts";
import type { LanesHarness } from "./lanes-harness.ts";
import { describeLease } from "./lease-suite.ts";
import { describeOutbox } from "./outbox-suite.ts";

/** What the engine relies on. Runs on the in-memory fake and on PostgreSQL alike. */
export function describeLanes(name: string, open: () => Promise<LanesHarness>): void {
  describe(`lanes: ${name}`, () => {
    let harness: LanesHarness;
    beforeEach(async () => {
      harness = await open();
    });
    const store = () => harness;
    describeInbox(store);
    describeClaim(store);
    describeLease(store);
    describeOutbox(store);
  });
}
