/** @jsxImportSource react */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { ChannelsData, FiltersData } from "./data.ts";

interface SettingsPageProps {
  title: string;
  data: FiltersData | ChannelsData;
  actions: { onOpenHome: () => void; onReload: () => void };
  /** What is shown of settings that were read. */
  children: ReactNode;
}

/** The page around settings: while they come, where they cannot be shown, and what is under way. */
export function SettingsPage({ title, data, actions, children }: SettingsPageProps) {
  const { t } = useTranslation("merchant");
  const { Page, Announcement, Spinner, Banner, Text } = usePrimitives();
  const busy = data.state === "ready" && data.busy !== null;
  return (
    <Page title={title} back={{ label: t("problems.back"), onAction: actions.onOpenHome }}>
      <Announcement text={busy ? t("settings.busy_save") : ""} />
      {data.state === "loading" ? <Spinner label={t("settings.loading")} /> : null}
      {data.state === "error" ? (
        <Banner
          tone="critical"
          title={t("settings.error_title")}
          action={{ label: t("home.try_again"), onAction: actions.onReload }}
        >
          <Text>{t("settings.error_text")}</Text>
        </Banner>
      ) : null}
      {children}
    </Page>
  );
}
