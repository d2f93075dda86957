/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { PageBanners } from "../page-banners.tsx";
import { usePrimitives } from "../primitives.tsx";
import type { CertificateActions, CertificateReady } from "./data.ts";
import { DaysChart } from "./days-chart.tsx";
import { DaysTable } from "./days-table.tsx";
import { TodayBanner } from "./today-banner.tsx";
import { useSumsSentence } from "./use-sums-sentence.ts";

interface AllDaysProps {
  data: CertificateReady;
  actions: CertificateActions;
}

/** Today in a sentence, the last 90 days as a picture and as a table, and all of it as a file. */
export function AllDays({ data, actions }: AllDaysProps) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  return (
    <Stack>
      <PageBanners
        notSent={data.notSent}
        connected={data.connected}
        notConnectedText={t("certificate.not_connected_text")}
        onOpenConnection={actions.onOpenConnection}
      />
      {data.days.length === 0 ? (
        <NothingCounted data={data} actions={actions} />
      ) : (
        <Counted data={data} actions={actions} />
      )}
    </Stack>
  );
}

function NothingCounted({ data, actions }: AllDaysProps) {
  const { t } = useTranslation("merchant");
  const { EmptyState, Text } = usePrimitives();
  const count = { label: t("certificate.count_first"), onAction: actions.onRefresh, busy: data.busy === "count" };
  return (
    <EmptyState title={t("certificate.none_title")} {...(data.connected ? { action: count } : {})}>
      {data.connected ? <Text>{t("certificate.none_text")}</Text> : null}
      <Text>{t("certificate.meaning")}</Text>
    </EmptyState>
  );
}

function Counted({ data, actions }: AllDaysProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Card, Text, Button } = usePrimitives();
  const sentence = useSumsSentence(data.locale);
  const { days, busy } = data;
  return (
    <>
      <TodayBanner data={data} />
      <Stack direction="row">
        {data.connected ? (
          <Button label={t("certificate.count")} onPress={actions.onRefresh} busy={busy === "count"} />
        ) : null}
        <Button label={t("certificate.csv")} onPress={() => actions.onDownload("csv")} busy={busy === "csv"} />
        <Button label={t("certificate.json")} onPress={() => actions.onDownload("json")} busy={busy === "json"} />
      </Stack>
      <Card title={t("certificate.last_days")}>
        <Stack gap="loose">
          <Stack gap="tight">
            <Text>{sentence("certificate.sums", days)}</Text>
            <Text size="small" tone="subdued">
              {t("certificate.meaning")}
            </Text>
          </Stack>
          <DaysChart data={data} />
          <DaysTable data={data} dayHref={actions.dayHref} />
        </Stack>
      </Card>
    </>
  );
}
