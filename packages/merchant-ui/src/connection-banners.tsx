/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { faultOfResult } from "./connection-faults.ts";
import type { ConnectionActions, ConnectionData } from "./data.ts";
import { usePrimitives } from "./primitives.tsx";

type Props = { data: ConnectionData; actions: ConnectionActions };

/** What the last test led to, each outcome in a sentence of its own, and whether Karla syncs the shop already. */
export function ConnectionBanners({ data, actions }: Props) {
  const already = data.result?.outcome === "core_already_syncs";
  const connected = data.result?.outcome === "connected";
  return (
    <>
      {data.busy === null ? <ResultBanner data={data} actions={actions} /> : null}
      {already || (data.connection?.coreSync === "taken" && !connected) ? (
        <AlreadyBanner data={data} actions={actions} />
      ) : null}
    </>
  );
}

function ResultBanner({ data, actions }: Props) {
  const { t } = useTranslation("merchant");
  const { Banner, Text } = usePrimitives();
  const { result, connection } = data;
  switch (result?.outcome) {
    case "connected":
      return (
        <Banner
          tone="success"
          title={
            connection === null ? t("connection.connected") : t("connection.connected_to", { slug: connection.slug })
          }
          action={{ label: t("connection.to_home"), onAction: actions.onOpenHome }}
          takesFocus
        >
          <Text>{t("connection.connected_text")}</Text>
        </Banner>
      );
    case "refused":
      // What is about one field leads there.
      return (
        <Banner
          key={result.why}
          tone="critical"
          title={t(`connection.${result.why}_title`)}
          takesFocus={faultOfResult(result) === null}
        >
          <Text>{t(`connection.${result.why}_text`)}</Text>
        </Banner>
      );
    default:
      return null;
  }
}

/** Stays while something is under way. What was counted is known only right after a test. */
function AlreadyBanner({ data, actions }: Props) {
  const { t } = useTranslation("merchant");
  const { Banner, Stack, Text, List } = usePrimitives();
  const tested = data.result?.outcome === "core_already_syncs" ? data.result : null;
  const ends = [
    ...(tested === null ? [t("connection.already_orders")] : []),
    ...(tested !== null && tested.webhooks > 0 ? [t("connection.already_webhooks", { count: tested.webhooks })] : []),
    ...(tested?.triggers ? [t("connection.already_triggers")] : []),
  ];
  return (
    <Banner
      tone="warning"
      title={t("connection.already_title")}
      action={{
        label: t("connection.already_switch_off"),
        onAction: actions.onSwitchOff,
        busy: data.busy === "switch_off",
        disabled: data.busy === "save",
      }}
      takesFocus={tested !== null && data.busy === null}
    >
      <Stack>
        <Text>{t("connection.already_text")}</Text>
        <Text>{t("connection.already_what")}</Text>
        <List items={[...ends, t("connection.already_effect"), t("connection.already_kept")]} />
      </Stack>
    </Banner>
  );
}
