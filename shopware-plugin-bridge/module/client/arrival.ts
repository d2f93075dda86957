import { createContext, type RefObject, useContext, useEffect, useRef } from "react";

/** How the page that is shown was come to. */
interface Arrival {
  /** By a link within the module, and not by opening it: then the keyboard is left where it is, in the administration. */
  byLink: boolean;
  /** The keyboard was led to the page's heading. */
  led: boolean;
}

const ArrivalContext = createContext<Arrival>({ byLink: false, led: false });

/** Around each page, with an object of its own for each time that a page is gone to. */
export const ArrivalProvider = ArrivalContext.Provider;

/**
 * For a page's heading: names the document after it, and leads the keyboard there once a link has led to the page. Again
 * where the page is drawn anew, as when its data come, and the keyboard went with what was drawn before.
 */
export function useLedHeading(title: string): RefObject<HTMLHeadingElement> {
  const heading = useRef<HTMLHeadingElement>(null);
  const arrival = useContext(ArrivalContext);
  useEffect(() => {
    document.title = title === "Karla" ? title : `${title} · Karla`;
  }, [title]);
  useEffect(() => {
    const isNowhere = document.activeElement === null || document.activeElement === document.body;
    if (!arrival.byLink || (arrival.led && !isNowhere)) return;
    heading.current?.focus({ preventScroll: true });
    if (!arrival.led) window.scrollTo(0, 0);
    arrival.led = true;
  }, [arrival]);
  return heading;
}
