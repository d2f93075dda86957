import { useCallback, useEffect, useRef, useState } from "react";
import { keepReading, type Reading, type Shown } from "./keep-reading.ts";
import { useModule } from "./module-context.ts";
import type { PageData, PageName } from "./page-data.ts";

interface Options<Data> {
  /** See `ModuleApi.read`. */
  query?: string;
  /** Something goes on that changes these data. */
  goesOn?: (data: Data) => boolean;
}

const never = () => false;

/** What a page shows, kept up to date while it is there. `again` reads at once. */
export function usePageData<Page extends PageName>(
  page: Page,
  { query = "", goesOn = never }: Options<PageData[Page]> = {},
): { shown: Shown<PageData[Page]>; again: () => void } {
  const { api } = useModule();
  const [shown, setShown] = useState<Shown<PageData[Page]>>({ state: "loading" });
  const reading = useRef<Reading | null>(null);
  const isLive = useRef(goesOn);
  useEffect(() => {
    isLive.current = goesOn;
  });
  useEffect(() => {
    const started = keepReading<PageData[Page]>({
      read: (signal) => api.read(page, query, signal),
      pause,
      isVisible: () => document.visibilityState === "visible",
      goesOn: (data) => isLive.current(data),
      tell: setShown,
    });
    const onSeen = () => {
      if (document.visibilityState === "visible") started.again();
    };
    reading.current = started;
    document.addEventListener("visibilitychange", onSeen);
    return () => {
      document.removeEventListener("visibilitychange", onSeen);
      started.stop();
    };
  }, [api, page, query]);
  return { shown, again: useCallback(() => reading.current?.again(), []) };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
