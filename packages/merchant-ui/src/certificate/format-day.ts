/** A calendar day in the merchant's locale, e.g. "24 Nov 2026"; "full" has the day of the week, "short" leaves the year out. */
export function formatDay(day: string, locale: string, style: "full" | "medium" | "short" = "medium"): string {
  const words = style === "short" ? ({ day: "numeric", month: "short" } as const) : { dateStyle: style };
  return new Intl.DateTimeFormat(locale, { ...words, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}
