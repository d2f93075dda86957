import type { Locale } from "./locale.ts";
import { TRACKING_TEXTS } from "./texts/tracking-texts.ts";
import type { TrackingView } from "./tracking-view.ts";

/** What a page that shows `view` is called, e.g. in its tab; without an order the name of the page. Text, not HTML. */
export function titleOf(view: Pick<TrackingView, "name"> | null, locale: Locale): string {
  const t = TRACKING_TEXTS[locale];
  return view === null ? t.title : t.order.replace("{{name}}", () => view.name);
}
