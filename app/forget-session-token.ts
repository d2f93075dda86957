interface OpenPage {
  location: Pick<Location, "href">;
  history: Pick<History, "state" | "replaceState">;
}

/**
 * Takes the session token that the document was opened with out of its address. Remix asks for data with the address's
 * query, and an address ends up in logs; App Bridge has read it by now and sends tokens in a header.
 */
export function forgetSessionToken({ location, history }: OpenPage): void {
  const address = new URL(location.href);
  if (!address.searchParams.has("id_token")) return;
  address.searchParams.delete("id_token");
  history.replaceState(history.state, "", address);
}
