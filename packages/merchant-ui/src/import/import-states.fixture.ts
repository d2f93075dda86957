import type { Backfill } from "@karla/sync/backfill";
import type { ImportActions, ImportData, ImportReady } from "./data.ts";

const nothing = () => {};

export const importActions: ImportActions = {
  onStart: nothing,
  onPause: nothing,
  onResume: nothing,
  onOpenConnection: nothing,
  onOpenHome: nothing,
  onReload: nothing,
};

/** An import that is a good eighth through. */
export const running: Backfill = {
  id: "b1",
  placed: { from: "2026-09-25T12:00:00.000Z", to: "2026-11-24T12:00:00.000Z" },
  windows: [],
  file: null,
  nextFileId: null,
  total: 100_000,
  done: 12_345,
  readSingly: 42,
  unread: 0,
  reach: "2026-09-25T12:00:00.000Z",
  state: "running",
  startedAt: "2026-11-24T12:00:00.000Z",
  busyMs: 25_000,
  finishedAt: null,
};
const finished: Backfill = {
  ...running,
  done: 100_000,
  state: "finished",
  busyMs: 720_000,
  finishedAt: "2026-11-24T12:12:00.000Z",
};
const everything = { from: "2000-01-01T00:00:00.000Z", to: "2026-11-24T12:00:00.000Z" };
const lastMonth = { from: "2026-10-25T12:00:00.000Z", to: "2026-11-24T12:00:00.000Z" };

export const importReady: ImportReady = {
  state: "ready",
  connected: true,
  backfill: null,
  reachesAll: false,
  busy: null,
  notSent: false,
  timeZone: "Europe/Berlin",
  locale: "de",
};

export const imports: Record<string, ImportData> = {
  loading: { state: "loading" },
  error: { state: "error" },
  none: importReady,
  "none, all orders in reach": { ...importReady, reachesAll: true },
  "none, not connected": { ...importReady, connected: false },
  starting: { ...importReady, busy: "start" },
  "not started": { ...importReady, notSent: true },
  counting: { ...importReady, backfill: { ...running, total: null, done: 0, readSingly: 0, busyMs: 0 } },
  preparing: { ...importReady, backfill: { ...running, done: 0, readSingly: 0 } },
  running: { ...importReady, backfill: running },
  "running, all orders": { ...importReady, backfill: { ...running, placed: everything, reach: null } },
  "running, one read one by one": { ...importReady, backfill: { ...running, readSingly: 1, placed: lastMonth } },
  "running, almost done": { ...importReady, backfill: { ...running, done: 99_990, busyMs: 700_000 } },
  "running, not connected any more": { ...importReady, connected: false, backfill: running },
  pausing: { ...importReady, backfill: running, busy: "pause" },
  paused: { ...importReady, backfill: { ...running, state: "paused" } },
  resuming: { ...importReady, backfill: { ...running, state: "paused" }, busy: "resume" },
  finished: { ...importReady, backfill: finished },
  "finished, one not whole": { ...importReady, backfill: { ...finished, unread: 1 } },
  "finished, some not whole": { ...importReady, backfill: { ...finished, unread: 3 } },
  "finished, no orders": { ...importReady, backfill: { ...finished, total: 0, done: 0, readSingly: 0 } },
};
