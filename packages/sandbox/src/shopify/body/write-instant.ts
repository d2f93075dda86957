/** An instant as Shopify prints it: whole seconds in the shop's own offset, "2026-11-20T14:03:09+01:00". */
export function instantText(at: number, utcOffsetMinutes: number): string {
  const local = new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, 19);
  const minutes = Math.abs(utcOffsetMinutes);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${local}${utcOffsetMinutes < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function instantTextOrNull(at: number | null, utcOffsetMinutes: number): string | null {
  return at === null ? null : instantText(at, utcOffsetMinutes);
}
