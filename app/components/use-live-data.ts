import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const EVERY_MS = 2_000;

/**
 * Loads the page's data again and again while somebody sees it and something goes on, one request at a time. None while another page
 * is loading: Remix would begin that anew, and of what it gives up half-way the browser would complain.
 */
export function useLiveData(goesOn = true): void {
  const { revalidate, state } = useRevalidator();
  const isLeaving = useNavigation().state !== "idle";
  useEffect(() => {
    if (state !== "idle" || isLeaving || !goesOn) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [revalidate, state, isLeaving, goesOn]);
}
