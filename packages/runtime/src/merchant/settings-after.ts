import type { SettingFault } from "@karla/merchant-ui/settings-data";
import type { Platform } from "@karla/sync/ids";
import { type OrderSettings, SETTINGS_ON } from "@karla/sync/settings";
import { OFFERED_ON } from "./offered-settings.ts";

export type SettingsAfter =
  | { outcome: "settings"; settings: OrderSettings }
  | { outcome: "refused"; errors: Record<string, SettingFault> };

/** The settings after a page's save: `wished` by their names, all others as they are. */
export function settingsAfter(
  platform: Platform,
  now: OrderSettings,
  wished: Readonly<Record<string, unknown>>,
): SettingsAfter {
  const offered: readonly string[] = OFFERED_ON[platform];
  const strange = Object.keys(wished).filter((name) => !offered.includes(name));
  if (strange.length > 0) return { outcome: "refused", errors: errorsOf(strange, () => "not_offered") };
  const read = SETTINGS_ON[platform].safeParse({ ...now, ...wished });
  if (read.success) return { outcome: "settings", settings: read.data };
  const names = read.error.issues.map(({ path: [name] }) => String(name));
  return {
    outcome: "refused",
    errors: errorsOf(names, (name) => (name === "historicalCutoff" ? "not_a_moment" : "unusable")),
  };
}

function errorsOf(names: readonly string[], faultOf: (name: string) => SettingFault): Record<string, SettingFault> {
  return Object.fromEntries(names.map((name) => [name, faultOf(name)]));
}
