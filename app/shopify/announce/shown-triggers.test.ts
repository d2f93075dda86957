import { expect, test } from "vitest";
import { FLOW_TRIGGERS } from "./flow-fields.ts";
import { shownTriggers } from "./shown-triggers.ts";

const at = "2026-11-24T09:00:00.000Z";

test("a merchant sees of each trigger whether a workflow uses it, however Flow names it", () => {
  const shown = shownTriggers([
    { trigger: "Parcel delivered", isUsed: true, at },
    { trigger: "karla-claim-created", isUsed: true, at },
    { trigger: "Parcel delayed", isUsed: false, at },
    { trigger: "Another app's", isUsed: true, at },
  ]);
  expect(shown).toHaveLength(FLOW_TRIGGERS.length);
  expect(shown.filter(({ isUsed }) => isUsed).map(({ name }) => name)).toEqual(["Parcel delivered", "Claim created"]);
});
