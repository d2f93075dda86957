/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { AllDays } from "./all-days.tsx";
import type { CertificateActions, CertificateData } from "./data.ts";
import { DayPage } from "./day-page.tsx";

/** The proof, day by day, that the orders of the shop are at Karla: of all days, or of the one that is open. */
export function CertificatePage({ data, actions }: { data: CertificateData; actions: CertificateActions }) {
  const { t } = useTranslation("merchant");
  const { Page, Announcement } = usePrimitives();
  if (data.state === "ready" && data.day !== null) return <DayPage data={data} day={data.day} actions={actions} />;
  const busy = data.state === "ready" ? data.busy : null;
  return (
    <Page title={t("certificate.title")} back={{ label: t("problems.back"), onAction: actions.onOpenHome }}>
      <Announcement text={busy === null ? "" : t(`certificate.busy_${busy}`)} />
      <Content data={data} actions={actions} />
    </Page>
  );
}

function Content({ data, actions }: { data: CertificateData; actions: CertificateActions }) {
  const { t } = useTranslation("merchant");
  const { Spinner, Banner, Text } = usePrimitives();
  if (data.state === "loading") return <Spinner label={t("certificate.loading")} />;
  if (data.state === "error") {
    const again = { label: t("home.try_again"), onAction: actions.onReload };
    return (
      <Banner tone="critical" title={t("certificate.error_title")} action={again}>
        <Text>{t("certificate.error_text")}</Text>
      </Banner>
    );
  }
  return <AllDays data={data} actions={actions} />;
}
