import { useFetchers, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const EVERY_MS = 2_000;

/**
 * Loads the page's data again and again while somebody sees it and something goes on, one request at a time. None while another page
 * is loading, or something was asked for and reads the page anew: Remix would begin that anew or give it up half-way, and of what it
 * gives up the browser would complain.
 */
export function useLiveData(goesOn = true): void {
  const { revalidate, state } = useRevalidator();
  const isLeaving = useNavigation().state !== "idle";
  const isAsking = useFetchers().some((fetcher) => fetcher.state !== "idle");
  useEffect(() => {
    if (state !== "idle" || isLeaving || isAsking || !goesOn) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [revalidate, state, isLeaving, isAsking, goesOn]);
}
