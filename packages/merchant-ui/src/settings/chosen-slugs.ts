import type { ChannelRow } from "./data.ts";

/** By channel the name of the shop at Karla; null for the one of the connection, empty while none is entered. */
export type ChosenSlugs = Readonly<Record<string, string | null>>;

export function chosenSlugs(channels: readonly ChannelRow[]): ChosenSlugs {
  return Object.fromEntries(channels.map(({ id, slug }) => [id, slug]));
}

/** What is saved: channels that go elsewhere than all others. */
export function slugsToSave(chosen: ChosenSlugs): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(chosen).flatMap(([id, slug]) => (slug === null ? [] : [[id, slug.trim()] as const])),
  );
}

/** What can be told without asking Karla: which names are missing. */
export function faultsOfSlugs(chosen: ChosenSlugs): Readonly<Record<string, "missing">> {
  return Object.fromEntries(
    Object.entries(chosen).flatMap(([id, slug]) => (slug?.trim() === "" ? [[id, "missing"] as const] : [])),
  );
}
