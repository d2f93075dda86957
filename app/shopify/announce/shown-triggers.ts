import type { TriggerUse } from "@karla/sync/trigger-uses";
import { FLOW_TRIGGERS } from "./flow-fields.ts";
import { FLOW_TRIGGER_NAMES, flowTriggerNamed } from "./flow-trigger-names.ts";

/** All triggers, as the merchant knows them, and whether a workflow uses each. */
export function shownTriggers(uses: readonly TriggerUse[]): { name: string; isUsed: boolean }[] {
  const used = new Set(uses.filter(({ isUsed }) => isUsed).map(({ trigger }) => flowTriggerNamed(trigger)));
  return FLOW_TRIGGERS.map((handle) => ({ name: FLOW_TRIGGER_NAMES[handle], isUsed: used.has(handle) }));
}
