/** A query as it came in, for its signature to be checked before a value is used. */
export interface Query {
  /** Decoded; no name is there twice. */
  values: ReadonlyMap<string, string>;
  /** What the shop may have signed: the query as it stands, or as it was before somebody on the way encoded it anew. */
  spellings: readonly string[];
}

const SIGNATURE = "shopware-shop-signature";

/** Null for what no shop sends: broken percent-encoding, a name without value, the same name twice. */
export function readQuery(raw: string): Query | null {
  const pairs: [string, string][] = [];
  for (const part of raw.split("&")) {
    const at = part.indexOf("=");
    const name = decode(part.slice(0, Math.max(at, 0)));
    const value = decode(part.slice(at + 1));
    if (at < 1 || name === null || value === null) return null;
    pairs.push([name, value]);
  }
  const values = new Map(pairs);
  return values.size === pairs.length ? { values, spellings: [...new Set([raw, ...rewritten(pairs)])] } : null;
}

/** What newer administrations add to the address after it was signed (shopware/meteor, pull request 1317); not read here. */
const ADDED = /&color-scheme=(?:dark|light)$/;

/** The query of a page in the administration: its signature is the last parameter and covers all before it. */
export function readSignedQuery(raw: string): { query: Query; signature: string } | null {
  const sent = raw.replace(ADDED, "");
  const at = sent.lastIndexOf(`&${SIGNATURE}=`);
  const query = at < 0 ? null : readQuery(sent.slice(0, at));
  if (query === null) return null;
  return { query, signature: sent.slice(at + SIGNATURE.length + 2) };
}

/**
 * A proxy that encodes a query anew breaks its signature, so what stood there before is made again: with plain values, and
 * as Guzzle writes them. A separator inside a value would let one query pass for another: then the raw one alone counts.
 */
function rewritten(pairs: readonly (readonly [string, string])[]): string[] {
  const join = (write: (text: string) => string) =>
    pairs.map(([name, value]) => `${write(name)}=${write(value)}`).join("&");
  const ambiguous = pairs.some(([name, value]) => /[&=]/.test(name) || value.includes("&"));
  return ambiguous ? [] : [join((text) => text), join(asGuzzleWrites)];
}

/** Guzzle's `Uri::withQueryValues` leaves `: / ? @` and the sub-delimiters of RFC 3986 as they are, except `=` and `&`. */
function asGuzzleWrites(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%(?:3A|2F|3F|40|24|2B|2C|3B)/g, decodeURIComponent);
}

/** A plus is a plus: Guzzle writes a space as `%20`. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
