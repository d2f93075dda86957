/**
 * A moment in the shop's zone and the merchant's locale, for example "24.11.2026, 14:03".
 * Absolute and to the minute: "a minute ago" would read differently on the server and in the browser.
 */
export function formatWhen(iso: string, locale: string, timeZone: string): string {
  const text = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(
    new Date(iso),
  );
  // Since CLDR 42 some runtimes put U+202F before "PM" and others a plain space; React would report the difference.
  return text.replaceAll("\u202f", " ");
}
