/** As a browser's, as far as it is used here. */
export type Fetch = (
  address: string,
  init?: { method?: string; headers?: Record<string, string> },
) => Promise<Response>;

/** The JSON that the app answers, null where it answers none, or not at all. */
export async function askApp(
  fetch: Fetch,
  address: string,
  init?: { method?: string; headers?: Record<string, string> },
): Promise<unknown> {
  try {
    const response = await fetch(address, init);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
