import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const EVERY_MS = 2_000;

/** Loads the page's data again and again while somebody sees it and something goes on, one request at a time. */
export function useLiveData(goesOn = true): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle" || !goesOn) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [revalidate, state, goesOn]);
}
