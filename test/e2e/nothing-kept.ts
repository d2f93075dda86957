import type { BrowserContext, Page } from "playwright-core";

/**
 * Closes everything in which a page could keep something, as a private window may: both storages, the database, cookies.
 * Gives the cookies that any answer tried to set.
 */
export async function keepNothing(context: BrowserContext, page: Page): Promise<string[]> {
  const tried: string[] = [];
  page.on("response", async (response) => {
    const cookie = await response.headerValue("Set-Cookie").catch(() => null);
    if (cookie !== null) tried.push(cookie);
  });
  await context.addInitScript(() => {
    const closed = () => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
      Object.defineProperty(globalThis, name, { configurable: true, get: closed });
    Object.defineProperty(Document.prototype, "cookie", { configurable: true, get: closed, set: closed });
  });
  return tried;
}
