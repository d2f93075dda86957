/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { MappingActions, MappingData } from "./data.ts";
import { MappingEditor, type Opened } from "./mapping-editor.tsx";

interface MappingPageProps {
  data: MappingData;
  actions: MappingActions;
  /** What is shown at first. The list of rules, where it is not given. */
  opened?: Opened;
}

/** Where a merchant decides what of an order goes to Karla beyond what is sent anyway. */
export function MappingPage({ data, actions, opened }: MappingPageProps) {
  const { t } = useTranslation("merchant");
  const { Page } = usePrimitives();
  return (
    <Page title={t("mapping.title")} back={{ label: t("mapping.back"), onAction: actions.onOpenHome }}>
      <Content data={data} actions={actions} {...(opened === undefined ? {} : { opened })} />
    </Page>
  );
}

function Content({ data, actions, ...props }: MappingPageProps) {
  const { t } = useTranslation("merchant");
  const { Spinner, Banner, Text } = usePrimitives();
  if (data.state === "loading") return <Spinner label={t("mapping.loading")} />;
  if (data.state === "error") {
    const again = { label: t("home.try_again"), onAction: actions.onReload };
    return (
      <Banner tone="critical" title={t("mapping.error_title")} action={again}>
        <Text>{t("mapping.error_text")}</Text>
      </Banner>
    );
  }
  return <MappingEditor data={data} actions={actions} {...props} />;
}
