/** @jsxImportSource react */

import { saveAsFile } from "@karla/merchant-ui/parts/save-as-file";
import type { PersonalDataReady } from "@karla/merchant-ui/personal-data-data";
import { PersonalDataPage } from "@karla/merchant-ui/personal-data-page";
import { useModule } from "../module-context.ts";
import type { PageData, PageTalk } from "../page-data.ts";
import { hrefOf } from "../route-of.ts";
import { useAsk } from "../use-ask.ts";
import { usePageData } from "../use-page-data.ts";

/** Something is being erased. */
const goesOn = ({ receipts }: PageData["personal-data"]) => receipts.some(({ finishedAt }) => finishedAt === null);

export function PersonalData() {
  const { router, view } = useModule();
  const { shown, again } = usePageData("personal-data", { goesOn });
  const onAnswer = (answer: PageTalk["personal-data"]["answer"]) => {
    if ("text" in answer) saveAsFile("karla-personal-data.json", answer.text, "application/json");
    if (answer.outcome === "answered" || answer.outcome === "not_open") again();
  };
  const { ask, busy, answer } = useAsk("personal-data", onAnswer);
  const stateOf = (data: PageData["personal-data"]): PersonalDataReady => ({
    state: "ready",
    ...data,
    ...view,
    busy,
    answer: answer?.outcome === "not_sent" ? null : answer,
    notSent: busy === null && answer?.outcome === "not_sent",
  });
  return (
    <PersonalDataPage
      data={shown.state === "ready" ? stateOf(shown.data) : shown}
      actions={{ onAsk: ask, onOpenHome: () => router.go(hrefOf("home")), onReload: again }}
    />
  );
}
