/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { ConnectionBanners } from "./connection-banners.tsx";
import { ConnectionForm } from "./connection-form.tsx";
import type { ConnectionActions, ConnectionData } from "./data.ts";
import { usePrimitives } from "./primitives.tsx";
import { ThemeBlock } from "./theme-block.tsx";
import { TriggerUses } from "./trigger-uses.tsx";

/** Where a merchant connects the shop to Karla: enter, test, save, and decide when Karla syncs the shop already. */
export function ConnectionPage({ data, actions }: { data: ConnectionData; actions: ConnectionActions }) {
  const { t } = useTranslation("merchant");
  const { Page, Stack, Card, Text, Announcement } = usePrimitives();
  return (
    <Page title={t("connection.title")} back={{ label: t("connection.back"), onAction: actions.onOpenHome }}>
      <Announcement text={data.busy === null ? "" : t(`connection.busy_${data.busy}`)} />
      <Stack>
        <ConnectionBanners data={data} actions={actions} />
        <Card title={t("connection.form")}>
          <Stack>
            {data.connection === null ? null : <Text>{t("connection.saved", { slug: data.connection.slug })}</Text>}
            <Text tone="subdued">{t("connection.intro")}</Text>
            <ConnectionForm data={data} onSave={actions.onSave} />
          </Stack>
        </Card>
        {data.themeHref === undefined ? null : <ThemeBlock href={data.themeHref} />}
        {data.triggers === undefined ? null : <TriggerUses triggers={data.triggers} />}
      </Stack>
    </Page>
  );
}
