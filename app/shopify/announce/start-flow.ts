import type { AdminClient } from "../admin/admin-client.ts";
import { AdminError } from "../admin/admin-error.ts";
import { FlowTriggerDocument } from "../admin/graphql.generated.ts";
import type { FlowTrigger } from "./flow-fields.ts";

/**
 * How a shop says that it knows no such trigger, as before the app's newest version was released to it: in words alone, and of
 * the field `body` (recorded from a shop in 2026-04). It is the one refusal that is no defect of ours.
 */
const NO_TRIGGER = "Invalid handle";

/** Runs the workflows that begin with the trigger, once more for each call. Throws `AdminError`s that say whether they may have run. */
export async function startFlow(
  client: AdminClient,
  { handle, payload }: { handle: FlowTrigger; payload: object },
): Promise<"started" | "no_such_trigger"> {
  try {
    await client.request(FlowTriggerDocument, { handle, payload });
    return "started";
  } catch (error) {
    if (error instanceof AdminError && error.kind === "user" && error.message.includes(NO_TRIGGER)) {
      return "no_such_trigger";
    }
    throw error;
  }
}
