import type { PageData, PageName, PageTalk } from "./page-data.ts";

/** What became of a question to the module's server. */
export type Exchange<Answer> =
  | { outcome: "answered"; answer: Answer }
  /** It did not get through, or nothing came back that can be read. Also what was given up while it was under way. */
  | { outcome: "failed" }
  /** The administration has to sign again: see `onOver`. */
  | { outcome: "session_over" };

export interface ModuleApi {
  /** What a page shows. `query`: what is asked for, as "day=2026-11-29"; empty for nothing. */
  read<Page extends PageName>(page: Page, query: string, signal: AbortSignal): Promise<Exchange<PageData[Page]>>;
  /** Has something done that a page offers. */
  ask<Page extends PageName>(
    page: Page,
    wish: PageTalk[Page]["wish"],
    signal: AbortSignal,
  ): Promise<Exchange<PageTalk[Page]["answer"]>>;
}

interface ModuleApiDeps {
  fetch: typeof fetch;
  /** The token that the module was opened with. Each answer brings the next one. */
  session: string;
  /** Each time that the server no longer takes the token. `pressed`: something was asked for, and not only read. */
  onOver: (pressed: boolean) => void;
}

const READ_MS = 30_000;
/** A mapping is tried on a thousand orders, and the core is asked before a connection is saved. */
const ASK_MS = 120_000;
/** What a page asked for was refused, and the answer says why. */
const REFUSALS = new Set([404, 409, 413, 422]);

export function createModuleApi({ fetch, session, onOver }: ModuleApiDeps): ModuleApi {
  let token = session;

  async function exchange<Answer>(path: string, init: RequestInit, signal: AbortSignal): Promise<Exchange<Answer>> {
    const headers = { ...init.headers, authorization: `Bearer ${token}`, accept: "application/json" };
    try {
      const response = await fetch(`/shopware/module/pages/${path}`, { ...init, headers, signal });
      token = response.headers.get("karla-session") ?? token;
      if (response.status === 401) {
        onOver(init.method === "POST");
        return { outcome: "session_over" };
      }
      // The server is of the same build and has the same types: what it says is not looked at again.
      const answer = await response.json();
      const isAnswer = response.ok || (REFUSALS.has(response.status) && "outcome" in answer);
      return isAnswer ? { outcome: "answered", answer } : { outcome: "failed" };
    } catch {
      return { outcome: "failed" };
    }
  }

  return {
    read: (page, query, signal) => exchange(query === "" ? page : `${page}?${query}`, {}, within(READ_MS, signal)),
    ask: (page, wish, signal) =>
      exchange(
        page,
        { method: "POST", body: JSON.stringify(wish), headers: { "content-type": "application/json" } },
        within(ASK_MS, signal),
      ),
  };
}

function within(ms: number, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(ms)]);
}
