import type { DayAccount } from "@karla/sync/ledger";
import type { CertificateActions, CertificateData, CertificateReady } from "./data.ts";
import { account, find, gap } from "./days.fixture.ts";
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
    return account(day, { inShop: left, inBooks: left, inCore: left, skipped: {} });
  });
const todayAs = (changes: Partial<DayAccount>) => [account(TODAY, changes), ...before];
const empty = { inShop: 0, inBooks: 0, inCore: 0, skipped: {}, worstDelayMs: null };

export const certificateReady: CertificateReady = {
  state: "ready",
  connected: true,
  days: todayAs({}),
  finds: [],
  today: TODAY,
  day: null,
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
const missing = todayAs({
  inBooks: 1_283,
  inCore: 1_274,
  missing: 6,
  gaps: [gap("1", "not_in_books"), gap("2", "waiting"), gap("3", "refused"), gap("4", "not_in_core")],
});

export const certificates: Record<string, CertificateData> = {
  loading: { state: "loading" },
  error: { state: "error" },
  "nothing counted": { ...ready, days: [] },
  "nothing counted, counting": { ...ready, days: [], busy: "count" },
  "not connected": { ...ready, connected: false },
  "not connected, nothing counted": { ...ready, connected: false, days: [] },
  "all there": ready,
  "some recovered": { ...ready, finds: found },
  "some missing": { ...ready, days: missing },
  "one missing": { ...ready, days: todayAs({ inCore: 1_279, missing: 1, gaps: [gap("1", "refused")] }) },
  "some on their way": {
    ...ready,
    days: todayAs({ inCore: 1_278, missing: 2, gaps: [gap("1", "waiting"), gap("2", "waiting")] }),
  },
  "one order": { ...ready, days: [account(TODAY, { inShop: 1, inBooks: 1, inCore: 1, skipped: {} })] },
  "nothing placed today": { ...ready, days: todayAs(empty) },
  "today not counted yet": { ...ready, days: before },
  "counting again": { ...ready, busy: "count" },
  "making a file": { ...ready, busy: "csv" },
  "not counted again": { ...ready, notSent: true },
  "a day": { ...ready, day: TODAY },
  "a day with all there is to tell": { ...ready, day: TODAY, days: missing, finds: found },
  "a day with one more than is named": {
    ...ready,
    day: TODAY,
    days: todayAs({ inCore: 1_278, missing: 2, gaps: [gap("1", "not_in_books")] }),
  },
  "a day on which nothing was placed": { ...ready, day: TODAY, days: todayAs(empty) },
  "a day that there is no account of": { ...ready, day: "2020-01-01" },
};
