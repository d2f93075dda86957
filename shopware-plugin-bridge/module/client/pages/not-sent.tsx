/** @jsxImportSource react */
import { usePrimitives } from "@karla/merchant-ui/primitives";
import { useTranslation } from "react-i18next";

/** Above a page that does not say by itself what became of what was pressed last. */
export function NotSent({ answer }: { answer: object | null }) {
  const { t } = useTranslation("merchant");
  const { Banner, Text } = usePrimitives();
  if (answer === null || !("outcome" in answer) || answer.outcome !== "not_sent") return null;
  return (
    <Banner tone="critical" title={t("import.not_sent_title")} takesFocus>
      <Text>{t("import.not_sent_text")}</Text>
    </Banner>
  );
}
