/** @jsxImportSource react */
import { usePrimitives } from "@karla/merchant-ui/primitives";
import { useTranslation } from "react-i18next";

/** In place of a page that could not be drawn. To load the frame anew does not help: its address is signed for five minutes. */
export function Failed() {
  const { t } = useTranslation("module");
  const { Page, Text } = usePrimitives();
  return (
    <Page title={t("failed_title")}>
      <Text>{t("failed_text")}</Text>
    </Page>
  );
}
