/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { PageBanners } from "../page-banners.tsx";
import { usePrimitives } from "../primitives.tsx";
import { ChannelsEditor, type ChannelsEditorProps } from "./channels-editor.tsx";
import type { ChannelsActions, ChannelsData, ChannelsReady } from "./data.ts";
import { NotReadBanner } from "./not-read-banner.tsx";
import { SettingsPage } from "./settings-page.tsx";

interface ChannelsPageProps extends Pick<ChannelsEditorProps, "begun"> {
  data: ChannelsData;
  actions: ChannelsActions;
}

/** Where a merchant says which shop at Karla the orders of each sales channel go to. */
export function ChannelsPage({ data, actions, ...begun }: ChannelsPageProps) {
  const { t } = useTranslation("merchant");
  return (
    <SettingsPage title={t("settings.channels.title")} data={data} actions={actions}>
      {data.state === "ready" ? <Channels data={data} actions={actions} {...begun} /> : null}
    </SettingsPage>
  );
}

function Channels({ data, actions, ...begun }: ChannelsPageProps & { data: ChannelsReady }) {
  const { t } = useTranslation("merchant");
  const { Stack, EmptyState, Text } = usePrimitives();
  const { channels, connectionSlug } = data;
  return (
    <Stack>
      <PageBanners
        notSent={false}
        connected={connectionSlug !== null}
        notConnectedText={t("settings.channels.not_connected_text")}
        onOpenConnection={actions.onOpenConnection}
      />
      <NotReadBanner notRead={data.notRead} onReload={actions.onReload} />
      {channels.length === 0 ? (
        <EmptyState title={t("settings.channels.none_title")}>
          <Text>{t("settings.channels.none_text")}</Text>
        </EmptyState>
      ) : null}
      {channels.length === 0 || connectionSlug === null ? null : (
        <ChannelsEditor data={data} connectionSlug={connectionSlug} actions={actions} {...begun} />
      )}
    </Stack>
  );
}
