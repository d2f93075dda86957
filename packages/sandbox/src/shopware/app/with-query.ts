/**
 * A URL with these values in its query, as PHP's Guzzle writes it (`Uri::withQueryValues`): behind the query that is there
 * already, and not everything escaped: `:`, `/` and `@` stay as they are.
 */
export function withQuery(url: string, values: Readonly<Record<string, string>>): { url: string; query: string } {
  const [base = "", own = ""] = url.split("#")[0]?.split(/\?(.*)/s) ?? [];
  const kept = own
    .split("&")
    .filter((pair) => pair !== "" && !Object.hasOwn(values, decoded(pair.split("=")[0] ?? "")));
  const added = Object.entries(values).map(([key, value]) => `${separators(key)}=${separators(value)}`);
  const query = escaped([...kept, ...added].join("&"));
  return { url: `${base}?${query}`, query };
}

function separators(text: string): string {
  return text.replaceAll("=", "%3D").replaceAll("&", "%26");
}

/** Everything that may not stand in a query, and no more. */
function escaped(query: string): string {
  return query.replaceAll(/[^a-zA-Z0-9_\-.~!$&'()*+,;=%:@/?]+|%(?![A-Fa-f0-9]{2})/gu, (part) =>
    encodeURIComponent(part).replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
