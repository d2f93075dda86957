/** @jsxImportSource react */
import { ImportPage } from "@karla/merchant-ui/import-page";
import { useModule } from "../module-context.ts";
import { hrefOf } from "../route-of.ts";
import { useAsk } from "../use-ask.ts";
import { usePageData } from "../use-page-data.ts";

const always = () => true;

export function Import() {
  const { router, view } = useModule();
  const { shown, again } = usePageData("import", { goesOn: always });
  const { ask, busy, answer } = useAsk("import", again);
  const state = { busy: busy?.intent ?? null, notSent: busy === null && answer?.outcome === "not_sent" };
  return (
    <ImportPage
      data={shown.state === "ready" ? { state: "ready", ...shown.data, ...state, ...view } : shown}
      actions={{
        onStart: (days) => ask({ intent: "start", days }),
        onPause: () => ask({ intent: "pause" }),
        onResume: () => ask({ intent: "resume" }),
        onOpenConnection: () => router.go(hrefOf("connection")),
        onOpenHome: () => router.go(hrefOf("home")),
        onReload: again,
      }}
    />
  );
}
