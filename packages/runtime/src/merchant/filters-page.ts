import type { SaveAnswer, SettingFault } from "@karla/merchant-ui/settings-data";
import { z } from "zod";
import type { FiltersView, SettingsServices } from "./settings-services.ts";

/** What the filters page shows, with the shop's own names in this language ("de", "en"). */
export function readFilters(
  services: Pick<SettingsServices, "filters">,
  shop: string,
  language: string,
): Promise<FiltersView> {
  return services.filters(shop, language);
}

const Text = z.string().trim().max(200);
const Name = z.string().max(64);
const Setting = z.union([z.boolean(), Text, z.array(Text).max(200), z.null()]);

/** What the filters page asks for. What the settings may be the shop's platform says. */
export const FiltersWish = z.object({
  intent: z.literal("save"),
  settings: z.record(Name, Setting),
  revision: z.string().max(100),
});

export function askFilters(
  services: Pick<SettingsServices, "saveFilters">,
  shop: string,
  { settings, revision }: z.infer<typeof FiltersWish>,
): Promise<SaveAnswer<SettingFault>> {
  return services.saveFilters(shop, { settings, revision });
}
