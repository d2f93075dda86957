import type { FilterSettings, SettingFault } from "./data.ts";

/** What can be told without asking the server. */
export function faultsOfFilters({ historicalCutoff }: FilterSettings): Readonly<Record<string, SettingFault>> {
  return historicalCutoff === "" ? { historicalCutoff: "not_a_moment" } : {};
}
