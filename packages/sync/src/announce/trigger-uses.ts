import type { ShopId } from "../ids.ts";

/** Whether any of a shop's automations begins with a trigger of ours. */
export interface TriggerUse {
  /** As the platform names it. */
  trigger: string;
  isUsed: boolean;
  /** When that was so: ISO 8601. */
  at: string;
}

/** What a shop's platform said last of each trigger. Of those that it never spoke of nothing is known: nobody ever used them. */
export interface TriggerUses {
  /** The newest counts, whatever comes last. */
  note(shopId: ShopId, use: TriggerUse): Promise<void>;
  of(shopId: ShopId): Promise<TriggerUse[]>;
}
