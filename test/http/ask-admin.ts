/** Shopify's library turns away what does not look like a browser. */
const BROWSER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** Asks an admin as a browser would, and follows nothing. */
export function askAdmin(admin: { url: string }, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { "User-Agent": BROWSER, ...init.headers };
  return fetch(`${admin.url}${path}`, { redirect: "manual", ...init, headers });
}

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
