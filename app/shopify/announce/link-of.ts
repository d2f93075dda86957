const MAX_LENGTH = 2_000;

/** A link that a buyer may follow, as it stands; null for anything else. One that is cut leads elsewhere. */
export function linkOf(value: unknown): string | null {
  if (typeof value !== "string" || value.length > MAX_LENGTH || /[\s\p{Cc}]/u.test(value)) return null;
  if (!URL.canParse(value)) return null;
  const { protocol, username, password } = new URL(value);
  if (username !== "" || password !== "") return null;
  return protocol === "https:" || protocol === "http:" ? value : null;
}

/** The link to a tracking page: it opens the order, so it goes over no open line, but to the sandbox on this machine. */
export function trackingPageOf(value: unknown, { allowLoopback }: { allowLoopback: boolean }): string | null {
  const link = linkOf(value);
  if (link === null) return null;
  const { protocol, hostname } = new URL(link);
  if (protocol === "https:") return link;
  return allowLoopback && (hostname === "127.0.0.1" || hostname === "localhost") ? link : null;
}
