import type { Locale } from "../locale.ts";
import type { Moment } from "../read/read-moment.ts";
import { type Html, html } from "./html.ts";

const DAY = { weekday: "long", day: "numeric", month: "long" } as const;
const DAY_MS = 24 * 60 * 60 * 1000;
const MONDAY = Date.UTC(2026, 0, 5);
const TIME = { hour: "numeric", minute: "2-digit" } as const;

/** Dates and times as `<time>`, in the language and the time zone of a page. */
export interface MomentWords {
  /** The day of an order, with its year. */
  date(at: number): Html;
  /** When something happened, without a year. */
  event(at: number): Html;
  /** When something is expected: a day, an instant, or a window of either. */
  expected(from: Moment | null, to: Moment | null): Html;
  /** The name of a weekday; 0 is Monday. */
  weekday(day: number): string;
}

export function createMomentWords(locale: Locale, timeZone: string): MomentWords {
  // Who reads the page is elsewhere: a time that is told in UTC has to say so.
  const zone = timeZone === "UTC" ? ({ timeZone, timeZoneName: "short" } as const) : { timeZone };
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone });
  const event = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", ...TIME, ...zone });
  const day = new Intl.DateTimeFormat(locale, { ...DAY, timeZone: "UTC" });
  const instant = new Intl.DateTimeFormat(locale, { ...DAY, ...TIME, ...zone });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });

  const told = (moment: Moment) => (moment.precision === "day" ? day : instant).format(msOf(moment));

  return {
    date: (at) => timeElement(iso(at), date.format(at)),
    event: (at) => timeElement(iso(at), event.format(at)),
    expected(from, to) {
      const first = from ?? to;
      if (first === null) return html``;
      const last = to ?? first;
      if (msOf(last) <= msOf(first)) return timeElement(datetimeOf(last), told(last));
      const sameKind = first.precision === last.precision;
      const format = first.precision === "day" ? day : instant;
      const words = sameKind ? format.formatRange(msOf(first), msOf(last)) : `${told(first)} – ${told(last)}`;
      return timeElement(datetimeOf(first), words);
    },
    weekday: (index) => weekday.format(MONDAY + index * DAY_MS),
  };
}

function timeElement(datetime: string, words: string): Html {
  return html`<time datetime="${datetime}">${words}</time>`;
}

function msOf(moment: Moment): number {
  return moment.precision === "day" ? Date.parse(moment.on) : moment.at;
}

function datetimeOf(moment: Moment): string {
  return moment.precision === "day" ? moment.on : iso(moment.at);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
