import type { ChannelChoice, NotRead, StateChoices } from "@karla/merchant-ui/settings-data";
import type { ShopId } from "@karla/sync/ids";

export interface ChannelChoices {
  channels: readonly ChannelChoice[];
  /** Null: these are all that the shop has. */
  notRead: NotRead | null;
}

/**
 * What a shop has to choose from, asked of it now. Names are in the given language ("de", "en") where the shop has them in it.
 * A shop that does not answer, or not that, is no error: then there is what every shop of the platform has.
 */
export interface ShopChoices {
  states(shopId: ShopId, language: string): Promise<StateChoices>;
  channels(shopId: ShopId, language: string): Promise<ChannelChoices>;
}

/** Of a platform whose orders have no such states, and no channels with shops of their own. */
export const NO_CHOICES: ShopChoices = {
  states: async () => ({ orders: [], deliveries: [], notRead: null }),
  channels: async () => ({ channels: [], notRead: null }),
};
