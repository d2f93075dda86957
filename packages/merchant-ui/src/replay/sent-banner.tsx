/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { ReplayReady } from "./data.ts";
import { sentenceOfRefusal } from "./sentence-of-refusal.ts";

/** What became of the last press. */
export function SentBanner({ data, onReload }: { data: ReplayReady; onReload: () => void }) {
  const { t } = useTranslation("merchant");
  const { Banner, Text } = usePrimitives();
  const { progress, refused, notSent, busy } = data;
  if (notSent) {
    return (
      <Banner tone="critical" title={t("import.not_sent_title")} takesFocus>
        <Text>{t("import.not_sent_text")}</Text>
      </Banner>
    );
  }
  const reason = refused ?? (progress?.state === "refused" ? progress.reason : null);
  if (refused !== null || progress?.state === "refused") {
    return (
      <Banner
        tone="warning"
        title={t("replay.refused_title")}
        action={{ label: t("replay.look_again"), onAction: onReload }}
        takesFocus={!busy}
      >
        <Text>{t(sentenceOfRefusal(reason))}</Text>
      </Banner>
    );
  }
  switch (progress?.state) {
    case undefined:
      return null;
    case "under_way":
      return (
        <Banner tone="info" title={t("replay.under_way_title")} takesFocus={!busy}>
          <Text>{progress.because === null ? t("replay.under_way_text") : t(sentenceOfRefusal(progress.because))}</Text>
        </Banner>
      );
    case "done":
      return (
        <Banner tone="success" title={t("replay.done_title")} takesFocus={!busy}>
          <Text>{t("replay.done_text")}</Text>
        </Banner>
      );
  }
}
