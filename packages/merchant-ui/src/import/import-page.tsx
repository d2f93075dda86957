/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { PageBanners } from "../page-banners.tsx";
import { usePrimitives } from "../primitives.tsx";
import type { ImportActions, ImportData } from "./data.ts";
import { ImportResult } from "./import-result.tsx";
import { ImportUnderWay } from "./import-under-way.tsx";
import { StartImport } from "./start-import.tsx";

/** Where a merchant has the orders of the past go to Karla: start, watch, pause, and see what came of it. */
export function ImportPage({ data, actions }: { data: ImportData; actions: ImportActions }) {
  const { t } = useTranslation("merchant");
  const { Page, Announcement } = usePrimitives();
  const busy = data.state === "ready" ? data.busy : null;
  return (
    <Page title={t("import.title")} back={{ label: t("problems.back"), onAction: actions.onOpenHome }}>
      <Announcement text={busy === null ? "" : t(`import.busy_${busy}`)} />
      <Content data={data} actions={actions} />
    </Page>
  );
}

function Content({ data, actions }: { data: ImportData; actions: ImportActions }) {
  const { t } = useTranslation("merchant");
  const { Stack, Spinner, Banner, Text } = usePrimitives();
  if (data.state === "loading") return <Spinner label={t("import.loading")} />;
  if (data.state === "error") {
    const again = { label: t("home.try_again"), onAction: actions.onReload };
    return (
      <Banner tone="critical" title={t("import.error_title")} action={again}>
        <Text>{t("import.error_text")}</Text>
      </Banner>
    );
  }
  const { backfill } = data;
  return (
    <Stack>
      <PageBanners
        notSent={data.notSent}
        connected={data.connected}
        notConnectedText={t("import.not_connected_text")}
        onOpenConnection={actions.onOpenConnection}
      />
      {backfill === null ? null : backfill.state === "finished" ? (
        <ImportResult backfill={backfill} locale={data.locale} timeZone={data.timeZone} />
      ) : (
        <ImportUnderWay data={data} backfill={backfill} actions={actions} />
      )}
      {backfill === null || backfill.state === "finished" ? (
        <StartImport data={data} onStart={actions.onStart} />
      ) : null}
    </Stack>
  );
}
