import type { RequestListener, ServerResponse } from "node:http";

/** Why there is nothing to listen yet, as a sentence for whoever opens the page. */
export type Loaded = { outcome: "loaded"; listener: RequestListener } | { outcome: "unavailable"; sentence: string };

/**
 * Loads what serves requests with the first of them, so that it does not delay the start of what is in front. What is
 * unavailable is asked for again with the next request.
 */
export function createLazyListener(deps: {
  load: () => Promise<Loaded>;
  onError: (error: unknown) => void;
}): RequestListener {
  let loading: Promise<Loaded> | null = null;
  const forget = () => {
    loading = null;
  };
  const load = () => {
    loading ??= deps.load();
    return loading;
  };
  return (request, response) => {
    load().then(
      (loaded) => {
        if (loaded.outcome === "loaded") return loaded.listener(request, response);
        forget();
        unavailable(response, loaded.sentence);
      },
      (error: unknown) => {
        forget();
        deps.onError(error);
        unavailable(response, "The admin could not be started. Its log says why.");
      },
    );
  };
}

function unavailable(response: ServerResponse, sentence: string): void {
  if (response.destroyed) return;
  response.writeHead(503, {
    "Cache-Control": "no-store",
    "Content-Type": "text/plain; charset=utf-8",
    "Retry-After": 5,
    Connection: "close",
  });
  response.end(`${sentence}\n`);
}
