/** @jsxImportSource react */
import { usePrimitives } from "@karla/merchant-ui/primitives";
import { useTranslation } from "react-i18next";

interface PendingProps {
  /** That of the page which is awaited. */
  title: string;
  state: "loading" | "error";
  onReload: () => void;
}

/** In place of a page that has no words of its own for the time before its data are there. */
export function Pending({ title, state, onReload }: PendingProps) {
  const { t } = useTranslation("module");
  const { Page, Spinner, Banner, Text } = usePrimitives();
  return (
    <Page title={title}>
      {state === "loading" ? (
        <Spinner label={t("loading")} />
      ) : (
        <Banner tone="critical" title={t("not_loaded_title")} action={{ label: t("try_again"), onAction: onReload }}>
          <Text>{t("not_loaded_text")}</Text>
        </Banner>
      )}
    </Page>
  );
}
