import { useTranslation } from "react-i18next";

/** For whoever comes without a shop. It asks for none: the App Store allows no form for a shop's domain. */
export default function HowToOpen() {
  const { t } = useTranslation("admin");
  return (
    <main className="karla-plain-page">
      <h1>{t("open_title")}</h1>
      <p>{t("open_text")}</p>
    </main>
  );
}
