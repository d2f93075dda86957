/** @jsxImportSource react */
import { usePrimitives } from "@karla/merchant-ui/primitives";
import { useTranslation } from "react-i18next";

/** Stands above the page, which stays as it is. `pressed`: the merchant has just asked for something, and is led here. */
export function SessionOver({ pressed }: { pressed: boolean }) {
  const { t } = useTranslation("module");
  const { Banner, Text } = usePrimitives();
  return (
    <Banner tone="critical" title={t("session_over_title")} takesFocus={pressed}>
      <Text>{t("session_over_text")}</Text>
    </Banner>
  );
}
