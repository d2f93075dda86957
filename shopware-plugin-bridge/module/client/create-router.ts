import { type Route, routeOf } from "./route-of.ts";

export interface RouterState {
  route: Route;
  /** How often a link was followed since the module was opened. */
  visits: number;
  /** Somebody wants to leave a page that is held, and is to be asked. */
  asked: boolean;
}

export interface Router {
  state(): RouterState;
  subscribe(listener: () => void): () => void;
  /** Goes where a link with this address would. */
  go(href: string): void;
  /** While it is held, a page is not left for another one before `leave`. */
  hold(held: boolean): void;
  stay(): void;
  leave(): void;
}

interface RouterWindow {
  location: { hash: string };
  history: { replaceState(state: null, unused: string, url: string): void };
  addEventListener(name: "hashchange", listener: () => void): void;
}

/** The module's pages are behind the `#` of its address: no request is made, and the browser's back button goes through them. */
export function createRouter(win: RouterWindow): Router {
  const listeners = new Set<() => void>();
  let hash = win.location.hash;
  let held = false;
  let wanted: string | null = null;
  let state: RouterState = { route: routeOf(hash), visits: 0, asked: false };

  function become(next: RouterState) {
    state = next;
    for (const listener of listeners) listener();
  }

  function ask(href: string | null) {
    wanted = href;
    if (state.asked !== (href !== null)) become({ ...state, asked: href !== null });
  }

  win.addEventListener("hashchange", () => {
    const href = win.location.hash;
    if (href === hash) return;
    const route = routeOf(href);
    if (held && route.page !== state.route.page) {
      // The address is that of the page that is still there; this tells nobody.
      win.history.replaceState(null, "", hash === "" ? "#/" : hash);
      return ask(href);
    }
    hash = href;
    wanted = null;
    become({ route, visits: state.visits + 1, asked: false });
  });

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    go(href) {
      win.location.hash = href;
    },
    hold(wish) {
      held = wish;
      if (!held) ask(null);
    },
    stay: () => ask(null),
    leave() {
      held = false;
      if (wanted !== null) win.location.hash = wanted;
    },
  };
}
