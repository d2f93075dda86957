import type { ReplayPlan } from "@karla/sync/replay-data";
import type { ReplayActions, ReplayData, ReplayReady } from "./data.ts";

const nothing = () => {};

export const replayActions: ReplayActions = {
  onSend: nothing,
  onEffects: nothing,
  onOpenHome: nothing,
  onReload: nothing,
};

export const replayPlan: ReplayPlan = {
  orderId: "1001",
  name: "#1001",
  verdict: "does",
  reason: null,
  version: 3,
  mapping: 2,
  held: { hash: "0".repeat(64), parcels: 1, deliveredAt: "2026-11-24T13:03:00.000Z", mapping: 1 },
  differences: [
    { path: 'order.order_analytics.note_attributes["gift_message"]', before: '"Happy birthday"', after: null },
    { path: "order.segments", before: "[]", after: '["Shopify.tag.gift"]' },
  ],
  isExact: true,
  parcels: { given: 0, kept: 0 },
  effects: [
    { effect: "refresh_order", fate: "happens", because: null },
    { effect: "order", fate: "happens", because: null },
    { effect: "note_trackpage", fate: "left_out", because: "not_asked" },
  ],
};

const unchanged: ReplayPlan = {
  ...replayPlan,
  verdict: "nothing",
  reason: "unchanged",
  differences: [],
  effects: [{ effect: "refresh_order", fate: "happens", because: null }],
};
const refused = (reason: string): ReplayPlan => ({ ...unchanged, verdict: "refused", reason, effects: [] });

export const replayReady: ReplayReady = {
  state: "ready",
  plan: replayPlan,
  withEffects: false,
  isLooking: false,
  progress: null,
  refused: null,
  busy: false,
  notSent: false,
};

const loud: ReplayPlan = {
  ...replayPlan,
  parcels: { given: 2, kept: 0 },
  effects: [
    ...replayPlan.effects.slice(0, 2),
    { effect: "read_extras", fate: "happens", because: null },
    { effect: "read_pictures", fate: "happens", because: null },
    { effect: "order_cancelled", fate: "happens", because: null },
    { effect: "note_trackpage", fate: "happens", because: null },
  ],
};
const waiting: ReplayPlan = {
  ...replayPlan,
  effects: [{ effect: "order", fate: "waits", because: "not_connected" }],
};

export const replays: Record<string, ReplayData> = {
  loading: { state: "loading" },
  error: { state: "error" },
  "two fields differ": replayReady,
  "not exactly": { ...replayReady, plan: { ...replayPlan, isExact: false } },
  "parcels kept back": { ...replayReady, plan: { ...replayPlan, parcels: { given: 1, kept: 2 } } },
  "with effects": { ...replayReady, withEffects: true, plan: loud },
  "with effects, and the same": { ...replayReady, withEffects: true, plan: { ...loud, differences: [] } },
  "effects just chosen": { ...replayReady, withEffects: true, isLooking: true },
  "not at Karla yet": { ...replayReady, plan: { ...replayPlan, held: null, differences: [] } },
  "of no name": { ...replayReady, plan: { ...replayPlan, name: null } },
  "waits for a connection": { ...replayReady, plan: waiting },
  "of a later version": {
    ...replayReady,
    plan: { ...replayPlan, effects: [{ effect: "sync_products", fate: "happens", because: null }] },
  },
  unchanged: { ...replayReady, plan: unchanged },
  "on its way": { ...replayReady, plan: { ...unchanged, reason: "on_its_way", effects: [] } },
  "not sent at all": { ...replayReady, plan: refused("no_address") },
  erased: { ...replayReady, plan: refused("redacted") },
  unknown: { ...replayReady, plan: { ...refused("not_in_books"), name: null, held: null } },
  sending: { ...replayReady, busy: true },
  "not asked": { ...replayReady, notSent: true },
  "changed meanwhile": { ...replayReady, refused: "newer_state" },
  "under way": { ...replayReady, plan: unchanged, progress: { state: "under_way", because: null } },
  "under way, and Karla is away": {
    ...replayReady,
    plan: unchanged,
    progress: { state: "under_way", because: "core_unreachable" },
  },
  "of long ago": { ...replayReady, plan: unchanged, progress: { state: "refused", reason: "event_gone" } },
  done: { ...replayReady, plan: unchanged, progress: { state: "done", reason: null } },
  "refused by Karla": { ...replayReady, plan: unchanged, progress: { state: "refused", reason: "refused_by_core" } },
};
