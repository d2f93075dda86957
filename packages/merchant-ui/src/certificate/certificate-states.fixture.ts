import type { DaySums } from "@karla/sync/ledger";
import type { CertificateActions, CertificateData, CertificateReady, OpenedDay } from "./data.ts";
import { find, gap, leftOut, sumsOn } from "./days.fixture.ts";
import { lastDays } from "./last-days.ts";

const nothing = () => {};

export const certificateActions: CertificateActions = {
  onRefresh: nothing,
  onDownload: nothing,
  onOpenConnection: nothing,
  onOpenHome: nothing,
  onOpenDays: nothing,
  onReload: nothing,
  dayHref: (day) => `https://app.example.com/certificate?day=${day}`,
  orderHref: ({ id }) => `https://shop.example.com/orders/${id}`,
};

const TODAY = "2026-11-24";
const before = lastDays("2026-11-23", 89)
  .toReversed()
  .map((day, at) => {
    // More at the end of the week, and nothing on one of the first days.
    const left = at === 86 ? 0 : 700 + (at % 7) * 90;
    return sumsOn(day, { inShop: left, inBooks: left, inCore: left, skipped: {} });
  });
const todayAs = (changes: Partial<DaySums>) => [sumsOn(TODAY, changes), ...before];
const openedAs = (changes: Partial<DaySums>, named: Partial<OpenedDay> = {}) => ({
  ...certificateReady,
  days: todayAs(changes),
  day: TODAY,
  opened: { sums: sumsOn(TODAY, changes), gaps: [], leftOut: [], finds: [], ...named },
});
const empty = { inShop: 0, inBooks: 0, inCore: 0, skipped: {}, worstDelayMs: null };

export const certificateReady: CertificateReady = {
  state: "ready",
  connected: true,
  days: todayAs({}),
  today: TODAY,
  day: null,
  opened: null,
  busy: null,
  notSent: false,
  timeZone: "Europe/Berlin",
  locale: "de",
};
const found = [
  find("2001"),
  find("2002", { why: "stale" }),
  find("2003", { outcome: "gone" }),
  find("2004", { outcome: "unread" }),
];
const ready = certificateReady;
const missing = { inBooks: 1_283, inCore: 1_274, missing: 6, waiting: 1 };
const gaps = [gap("1", "not_in_books"), gap("2", "waiting"), gap("3", "refused"), gap("4", "not_in_core")];
const named = [
  leftOut("11", "nothing_to_ship"),
  leftOut("12", "test_order"),
  leftOut("13", "nothing_to_ship"),
  leftOut("14", "nothing_to_ship"),
];

export const certificates: Record<string, CertificateData> = {
  loading: { state: "loading" },
  error: { state: "error" },
  "nothing counted": { ...ready, days: [] },
  "nothing counted, counting": { ...ready, days: [], busy: "count" },
  "not connected": { ...ready, connected: false },
  "not connected, nothing counted": { ...ready, connected: false, days: [] },
  "all there": ready,
  "some recovered": { ...ready, days: todayAs({ recovered: 2 }) },
  "some missing": { ...ready, days: todayAs(missing) },
  "one missing": { ...ready, days: todayAs({ inCore: 1_279, missing: 1 }) },
  "some on their way": { ...ready, days: todayAs({ inCore: 1_278, missing: 2, waiting: 2 }) },
  "one order": { ...ready, days: [sumsOn(TODAY, { inShop: 1, inBooks: 1, inCore: 1, skipped: {} })] },
  "nothing placed today": { ...ready, days: todayAs(empty) },
  "today not counted yet": { ...ready, days: before },
  "counting again": { ...ready, busy: "count" },
  "making a file": { ...ready, busy: "csv" },
  "not counted again": { ...ready, notSent: true },
  "a day": openedAs({}, { leftOut: named }),
  "a day with all there is to tell": openedAs({ ...missing, recovered: 2 }, { gaps, leftOut: named, finds: found }),
  "a day with one more than is named": openedAs(
    { inCore: 1_278, missing: 2 },
    { gaps: [gap("1", "not_in_books")], leftOut: named.slice(1) },
  ),
  "a day of before orders were named as left out": openedAs({}),
  "a day on which nothing was placed": openedAs(empty),
  "a day that there is no account of": { ...ready, day: "2020-01-01" },
};
