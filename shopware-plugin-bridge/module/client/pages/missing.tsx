/** @jsxImportSource react */
import { usePrimitives } from "@karla/merchant-ui/primitives";
import { useTranslation } from "react-i18next";

export function Missing() {
  const { t } = useTranslation("module");
  const { Page, Text } = usePrimitives();
  return (
    <Page title={t("missing_title")}>
      <Text>{t("missing_text")}</Text>
    </Page>
  );
}
