/** @jsxImportSource react */
import { ConnectionPage } from "@karla/merchant-ui/connection-page";
import type { ConnectionResult } from "@karla/merchant-ui/data";
import { useTranslation } from "react-i18next";
import { useModule } from "../module-context.ts";
import { hrefOf } from "../route-of.ts";
import { type Asking, useAsk } from "../use-ask.ts";
import { usePageData } from "../use-page-data.ts";
import { Pending } from "./pending.tsx";

function resultOf(answer: Asking<"connection">["answer"]): ConnectionResult | null {
  return answer?.outcome === "not_sent" ? { outcome: "refused", why: "not_sent" } : answer;
}

export function Connection() {
  const { t } = useTranslation("merchant");
  const { router } = useModule();
  const { shown, again } = usePageData("connection");
  const { ask, busy, answer } = useAsk("connection", ({ outcome }) => {
    if (outcome !== "refused") again();
  });
  if (shown.state !== "ready") {
    return <Pending title={t("connection.title")} state={shown.state} onReload={again} />;
  }
  return (
    <ConnectionPage
      data={{ ...shown.data, result: resultOf(answer), busy: busy?.intent ?? null }}
      actions={{
        onSave: (entered) => ask({ intent: "save", ...entered }),
        onSwitchOff: () => ask({ intent: "switch_off" }),
        onOpenHome: () => router.go(hrefOf("home")),
      }}
    />
  );
}
