/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { AnswerBanner } from "./answer-banner.tsx";
import type { PersonalDataActions, PersonalDataData } from "./data.ts";
import { FindPerson } from "./find-person.tsx";
import { OpenRequests } from "./open-requests.tsx";
import { ReceiptsTable } from "./receipts-table.tsx";

/** Customers who ask for their data: what is open, their data as a file, and the proof of what was erased or told. */
export function PersonalDataPage({ data, actions }: { data: PersonalDataData; actions: PersonalDataActions }) {
  const { t } = useTranslation("merchant");
  const { Page, Announcement } = usePrimitives();
  const busy = data.state === "ready" ? data.busy : null;
  return (
    <Page title={t("personal_data.title")} back={{ label: t("problems.back"), onAction: actions.onOpenHome }}>
      <Announcement text={busy === null ? "" : t(`personal_data.busy_${busy.intent}`)} />
      <Content data={data} actions={actions} />
    </Page>
  );
}

function Content({ data, actions }: { data: PersonalDataData; actions: PersonalDataActions }) {
  const { t } = useTranslation("merchant");
  const { Stack, Spinner, Banner, Text } = usePrimitives();
  if (data.state === "loading") return <Spinner label={t("personal_data.loading")} />;
  if (data.state === "error") {
    const again = { label: t("home.try_again"), onAction: actions.onReload };
    return (
      <Banner tone="critical" title={t("personal_data.error_title")} action={again}>
        <Text>{t("personal_data.error_text")}</Text>
      </Banner>
    );
  }
  return (
    <Stack>
      <AnswerBanner data={data} />
      <OpenRequests data={data} actions={actions} />
      <FindPerson data={data} actions={actions} />
      <ReceiptsTable data={data} />
    </Stack>
  );
}
