/** @jsxImportSource react */
import type { ReplayReady } from "@karla/merchant-ui/replay-data";
import { ReplayPage } from "@karla/merchant-ui/replay-page";
import { useState } from "react";
import { useModule } from "../module-context.ts";
import type { PageData } from "../page-data.ts";
import { hrefOf } from "../route-of.ts";
import { useAsk } from "../use-ask.ts";
import { usePageData } from "../use-page-data.ts";

const goesOn = ({ progress }: PageData["order"]) => progress?.state === "under_way";

/** `id`: the order that is to be sent again. */
export function Order({ id }: { id: string }) {
  const { router } = useModule();
  const [withEffects, setWithEffects] = useState(false);
  const [sent, setSent] = useState<string | null>(null);
  const query = new URLSearchParams({
    order: id,
    effects: withEffects ? "1" : "0",
    ...(sent === null ? {} : { sent }),
  });
  const { shown, again } = usePageData("order", { query: String(query), goesOn });
  const { ask, busy, answer } = useAsk("order", (given) => {
    if (given.outcome === "asked") setSent(given.id);
  });
  const stateOf = (data: PageData["order"]): ReplayReady => ({
    state: "ready",
    ...data,
    withEffects,
    isLooking: data.withEffects !== withEffects,
    refused: busy === null && answer?.outcome === "refused" ? answer.reason : null,
    busy: busy !== null,
    notSent: busy === null && answer?.outcome === "not_sent",
  });
  return (
    <ReplayPage
      data={shown.state === "ready" ? stateOf(shown.data) : shown}
      actions={{
        onSend: (version) => ask({ intent: "send", order: id, version, withEffects }),
        onEffects: setWithEffects,
        onOpenHome: () => router.go(hrefOf("home")),
        onReload: again,
      }}
    />
  );
}
