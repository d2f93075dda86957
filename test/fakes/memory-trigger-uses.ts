import type { TriggerUse, TriggerUses } from "@karla/sync/trigger-uses";

/** The use of triggers in memory. */
export function createMemoryTriggerUses(): TriggerUses {
  const uses = new Map<string, TriggerUse>();
  return {
    async note(shopId, use) {
      const key = `${shopId} ${use.trigger}`;
      const known = uses.get(key);
      if (known === undefined || Date.parse(known.at) < Date.parse(use.at)) uses.set(key, use);
    },
    of: async (shopId) =>
      [...uses].flatMap(([key, { at, ...use }]) =>
        key.startsWith(`${shopId} `) ? [{ ...use, at: new Date(at).toISOString() }] : [],
      ),
  };
}
