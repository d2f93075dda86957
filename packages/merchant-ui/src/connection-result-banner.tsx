/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import type { ConnectionActions, ConnectionData } from "./data.ts";
import { usePrimitives } from "./primitives.tsx";

/** What the last test led to, each outcome in a sentence of its own; nothing while none was made or one is under way. */
export function ConnectionResultBanner({ data, actions }: { data: ConnectionData; actions: ConnectionActions }) {
  const { t } = useTranslation("merchant");
  const { Banner, Stack, Text } = usePrimitives();
  const { result } = data;
  if (result === null) return null;
  switch (result.outcome) {
    case "connected":
      return data.busy ? null : (
        <Banner
          tone="success"
          title={
            data.connection === null
              ? t("connection.connected")
              : t("connection.connected_to", { slug: data.connection.slug })
          }
          action={{ label: t("connection.to_home"), onAction: actions.onOpenHome }}
        >
          <Text>{t("connection.connected_text")}</Text>
        </Banner>
      );
    case "refused":
      return data.busy ? null : (
        <Banner tone="critical" title={t(`connection.${result.why}_title`)}>
          <Text>{t(`connection.${result.why}_text`)}</Text>
        </Banner>
      );
    case "core_already_syncs":
      // Stays while the switch is under way: its button says so.
      return (
        <Banner
          tone="warning"
          title={t("connection.already_title")}
          action={{ label: t("connection.already_switch_off"), onAction: actions.onSwitchOff, busy: data.busy }}
        >
          <Stack>
            <Text>{t("connection.already_text")}</Text>
            {result.webhooks > 0 ? <Text>{t("connection.already_webhooks", { count: result.webhooks })}</Text> : null}
            {result.triggers ? <Text>{t("connection.already_triggers")}</Text> : null}
            <Text>{t("connection.already_what")}</Text>
            <Text>{t("connection.already_effect")}</Text>
            <Text>{t("connection.already_kept")}</Text>
          </Stack>
        </Banner>
      );
  }
}
