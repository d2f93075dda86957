import { renderFinder } from "@karla/tracking/finder";
import type { Locale } from "@karla/tracking/locale";
import type { UnseenOrder } from "./order-look.ts";
import { framed, notice } from "./page-frame.ts";
import { PROXY_TEXTS } from "./proxy-texts.ts";

export interface LookPage {
  locale: Locale;
  /** The page's own address in the storefront, "/de-at/apps/karla/track". */
  action: string;
}

/** What is shown in place of an order, in the same words on every page, as a fragment of HTML. */
export function renderLook(look: UnseenOrder, { locale, action }: LookPage): string {
  const content = () => {
    switch (look.outcome) {
      case "finder":
        return renderFinder({ locale, action, missed: false });
      case "not_found":
      case "throttled":
        return renderFinder({ locale, action, missed: true });
      case "unavailable":
        return notice(PROXY_TEXTS[locale].unavailable, { href: action, text: PROXY_TEXTS[locale].again });
      case "not_connected":
        return notice(PROXY_TEXTS[locale].notConnected);
    }
  };
  return framed(locale, content());
}
