import { type ChosenSlugs, chosenSlugs } from "./chosen-slugs.ts";
import type { ChannelFault, ChannelsActions, ChannelsData, ChannelsReady } from "./data.ts";
import type { Begun } from "./working-copy.ts";

const nothing = () => {};

export const channelsActions: ChannelsActions = {
  onSave: nothing,
  onUnsaved: nothing,
  onReload: nothing,
  onOpenHome: nothing,
  onOpenConnection: nothing,
};

export const channelsReady: ChannelsReady = {
  state: "ready",
  channels: [
    { id: "c1", name: "Storefront", kind: "storefront", slug: null },
    { id: "c2", name: "\u202eHändler", kind: "headless", slug: "example-trade" },
    { id: "c3", name: "Chat", kind: "agent", slug: null },
    { id: "c4", name: "Messe", kind: "other", slug: null },
  ],
  connectionSlug: "example-shop",
  notRead: null,
  revision: "r1",
  busy: null,
  answer: null,
};

const unnamed = [
  { id: "c1", name: null, kind: null, slug: null },
  { id: "c2", name: null, kind: null, slug: "example-trade" },
];
const faults: ChannelFault[] = ["unknown_shop", "no_access", "unreachable", "not_connected"];

export const channels: Record<string, ChannelsData> = {
  loading: { state: "loading" },
  error: { state: "error" },
  some: channelsReady,
  "none known": { ...channelsReady, channels: [] },
  "not connected": { ...channelsReady, connectionSlug: null },
  "the shop does not answer": { ...channelsReady, channels: unnamed, notRead: { why: "unreachable" } },
  "a permission is missing": {
    ...channelsReady,
    channels: unnamed,
    notRead: { why: "permission_missing", permission: "sales_channel:read" },
  },
  saving: { ...channelsReady, busy: "save" },
  saved: { ...channelsReady, answer: { outcome: "saved", revision: "r1" } },
  stale: { ...channelsReady, answer: { outcome: "stale" } },
  "not sent": { ...channelsReady, answer: { outcome: "not_sent" } },
  ...Object.fromEntries(
    faults.map((fault): [string, ChannelsData] => [
      `refused, ${fault}`,
      { ...channelsReady, answer: { outcome: "refused", errors: { c2: fault } } },
    ]),
  ),
};

/** Another shop is chosen for a channel, and not named yet. */
export const begunChannels: Begun<ChosenSlugs> = {
  from: { value: chosenSlugs(channelsReady.channels), revision: "r1" },
  changes: { c1: "" },
};

export const changedChannels: Record<string, ChannelsReady> = {
  "not saved": channelsReady,
  "being saved": { ...channelsReady, busy: "save" },
  "others were faster, and are shown": { ...channelsReady, revision: "r2" },
};
