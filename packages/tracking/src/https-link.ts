/**
 * A link from outside as one that may be followed: https, to a host, without a name and password in it. Null for all
 * others: `javascript:`, `data:`, `http:`, a path of ours, or no address at all.
 */
export function httpsLink(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  if (parsed === null || parsed.protocol !== "https:" || parsed.hostname === "") return null;
  return parsed.username === "" && parsed.password === "" ? parsed.href : null;
}
