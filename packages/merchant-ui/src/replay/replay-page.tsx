/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { isolated } from "../mapping/isolated.ts";
import { usePrimitives } from "../primitives.tsx";
import type { ReplayActions, ReplayData } from "./data.ts";
import { PlannedChanges } from "./planned-changes.tsx";
import { PlannedEffects } from "./planned-effects.tsx";
import { SendAgain } from "./send-again.tsx";
import { SentBanner } from "./sent-banner.tsx";

/** What sending one order again would do, and the button that does it. */
export function ReplayPage({ data, actions }: { data: ReplayData; actions: ReplayActions }) {
  const { t } = useTranslation("merchant");
  const { Page, Announcement } = usePrimitives();
  const name = data.state === "ready" ? (data.plan.name ?? data.plan.orderId) : null;
  const said = data.state !== "ready" ? "" : data.busy ? t("replay.busy") : data.isLooking ? t("replay.loading") : "";
  const title = name === null ? t("replay.title") : t("replay.title_of", { order: isolated(name) });
  return (
    <Page title={title} back={{ label: t("problems.back"), onAction: actions.onOpenHome }}>
      <Announcement text={said} />
      <Content data={data} actions={actions} />
    </Page>
  );
}

function Content({ data, actions }: { data: ReplayData; actions: ReplayActions }) {
  const { t } = useTranslation("merchant");
  const { Stack, Spinner, Banner, Text } = usePrimitives();
  if (data.state === "loading") return <Spinner label={t("replay.loading")} />;
  if (data.state === "error") {
    const again = { label: t("home.try_again"), onAction: actions.onReload };
    return (
      <Banner tone="critical" title={t("replay.error_title")} action={again}>
        <Text>{t("replay.error_text")}</Text>
      </Banner>
    );
  }
  const isRefused = data.plan.verdict === "refused";
  return (
    <Stack>
      <SentBanner data={data} onReload={actions.onReload} />
      <PlannedChanges plan={data.plan} />
      {isRefused ? null : <PlannedEffects plan={data.plan} />}
      {isRefused ? null : <SendAgain data={data} actions={actions} />}
    </Stack>
  );
}
