import type { ChannelFault, SaveAnswer } from "@karla/merchant-ui/settings-data";
import { z } from "zod";
import type { ChannelsView, SettingsServices } from "./settings-services.ts";

/** What the channels page shows, with the shop's own names in this language ("de", "en"). */
export function readChannels(
  services: Pick<SettingsServices, "channels">,
  shop: string,
  language: string,
): Promise<ChannelsView> {
  return services.channels(shop, language);
}

/** More than that no shop has; each that is new is asked for at the core. */
const MOST_CHANNELS = 500;

/** What the channels page asks for. */
export const ChannelsWish = z.object({
  intent: z.literal("save"),
  slugs: z
    .record(z.string().max(64), z.string().trim().min(1).max(200))
    .refine((slugs) => Object.keys(slugs).length <= MOST_CHANNELS),
  revision: z.string().max(100),
});

export function askChannels(
  services: Pick<SettingsServices, "saveChannels">,
  shop: string,
  { slugs, revision }: z.infer<typeof ChannelsWish>,
): Promise<SaveAnswer<ChannelFault>> {
  return services.saveChannels(shop, { slugs, revision });
}
