/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "./primitives.tsx";

interface PageBannersProps {
  /** What was asked for last did not get through. */
  notSent: boolean;
  connected: boolean;
  /** What the page can do once the shop is connected. */
  notConnectedText: string;
  onOpenConnection: () => void;
}

/** What stands above a page of a shop's orders where something keeps them from Karla. */
export function PageBanners({ notSent, connected, notConnectedText, onOpenConnection }: PageBannersProps) {
  const { t } = useTranslation("merchant");
  const { Banner, Text } = usePrimitives();
  return (
    <>
      {notSent ? (
        <Banner tone="critical" title={t("import.not_sent_title")} takesFocus>
          <Text>{t("import.not_sent_text")}</Text>
        </Banner>
      ) : null}
      {connected ? null : (
        <Banner
          tone="info"
          title={t("home.not_connected")}
          action={{ label: t("home.connect"), onAction: onOpenConnection }}
        >
          <Text>{notConnectedText}</Text>
        </Banner>
      )}
    </>
  );
}
