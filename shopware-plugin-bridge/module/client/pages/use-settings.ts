import { useState } from "react";
import { useModule } from "../module-context.ts";
import { hrefOf } from "../route-of.ts";
import { useAsk } from "../use-ask.ts";
import { usePageData } from "../use-page-data.ts";
import { useUnsaved } from "../use-unsaved.ts";

/** What both pages of settings have in common. The shop's own names come in the merchant's language. */
export function useSettings<Page extends "filters" | "channels">(page: Page) {
  const { router, language } = useModule();
  const { shown, again } = usePageData(page, { query: `language=${language}` });
  const { ask, busy, answer } = useAsk(page, ({ outcome }) => {
    if (outcome === "saved") again();
  });
  const [unsaved, setUnsaved] = useState(false);
  useUnsaved(unsaved);
  return {
    shown,
    save: ask,
    state: { busy: busy === null ? null : ("save" as const), answer },
    actions: { onUnsaved: setUnsaved, onReload: again, onOpenHome: () => router.go(hrefOf("home")) },
  };
}
