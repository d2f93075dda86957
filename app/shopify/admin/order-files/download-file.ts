import { AdminError } from "../admin-error.ts";

export interface Download {
  url: string;
  /** The first byte that is wanted. */
  from: number;
  fetch: typeof fetch;
  /** Where a file may be besides HTTPS: the origin of the shop's admin, which in the sandbox is on this machine. */
  adminOrigin: string;
  /** How long to wait for the next bytes. */
  patienceMs?: number;
}

const PATIENCE_MS = 20_000;

/**
 * The bytes of a file from one on, as they come. It is where Shopify says, behind a link that needs no token and gets none.
 * Redirects are not followed. Returning early ends the download.
 */
export async function* downloadFile(download: Download): AsyncGenerator<Uint8Array> {
  const { from, patienceMs = PATIENCE_MS } = download;
  const url = permitted(download);
  const ending = new AbortController();
  try {
    const response = await inTime(request(download.fetch, url, from, ending.signal), patienceMs);
    const reader = bodyOf(response).getReader();
    let skip = from - startOf(response, from);
    for (;;) {
      const { done, value } = await inTime(reader.read(), patienceMs);
      if (done) return;
      const wanted = value.subarray(skip);
      skip -= value.length - wanted.length;
      if (wanted.length > 0) yield wanted;
    }
  } catch (error) {
    throw error instanceof AdminError ? error : broken("could not be read to its end");
  } finally {
    ending.abort();
  }
}

function permitted({ url, adminOrigin }: Download): URL {
  const parsed = URL.parse(url);
  if (parsed !== null && (parsed.protocol === "https:" || parsed.origin === new URL(adminOrigin).origin)) return parsed;
  throw new AdminError("a file of orders is at no place that is asked", { kind: "contract", retry: false });
}

/** Not compressed: bytes are counted. */
function request(send: typeof fetch, url: URL, from: number, signal: AbortSignal): Promise<Response> {
  const range: Record<string, string> = from > 0 ? { Range: `bytes=${from}-` } : {};
  return send(url, { headers: { "Accept-Encoding": "identity", ...range }, redirect: "manual", signal });
}

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  const { status, body } = response;
  if ((status === 200 || status === 206) && body !== null) return body;
  throw new AdminError(`the place of a file of orders answered ${status}`, { kind: "transport", retry: true, status });
}

/** The byte that the answer begins with, none behind the wanted one. Of a part: `Content-Range: bytes 100-199/1000`. */
function startOf(response: Response, wanted: number): number {
  if (response.status === 200) return 0;
  const start = Number(/^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1]);
  if (start <= wanted) return start;
  throw broken("does not come from where it was asked for");
}

async function inTime<Done>(work: Promise<Done>, patienceMs: number): Promise<Done> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(broken("does not come")), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function broken(what: string): AdminError {
  return new AdminError(`a file of orders ${what}`, { kind: "transport", retry: true });
}
