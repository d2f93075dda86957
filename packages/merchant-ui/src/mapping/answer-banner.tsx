/** @jsxImportSource react */
import type { MappingDocument } from "@karla/sync/mapping";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { MappingActions } from "./data.ts";
import { PublishedBanner, WouldFailBanner } from "./publishing-banners.tsx";
import { ReadFileBanner } from "./read-file-banner.tsx";
import type { ReadyMapping } from "./ready-mapping.ts";
import { FindingsBanner, RefusedBanner } from "./refusal-banners.tsx";

interface AnswerBannerProps {
  data: ReadyMapping;
  /** What is worked on: names the rules. */
  document: MappingDocument;
  actions: MappingActions;
}

/**
 * What became of the last thing that was pressed. Goes when the next one is under way, but for the one that its own button
 * began. A trial and a comparison are shown where they were asked for.
 */
export function AnswerBanner({ data, document, actions }: AnswerBannerProps) {
  const { answer, busy } = data;
  switch (answer?.outcome) {
    case "would_fail":
      return busy === null || busy === "publish" ? (
        <WouldFailBanner trial={answer.trial} data={data} actions={actions} />
      ) : null;
    case "published":
    case "restored":
      return busy === null || busy === "send_again" ? (
        <PublishedBanner key={answer.version} {...answer} data={data} actions={actions} />
      ) : null;
  }
  if (busy !== null) return null;
  switch (answer?.outcome) {
    case "saved":
      return <PlainBanner tone="success" said="saved" />;
    case "stale":
      return <PlainBanner key="stale" tone="warning" said="stale" onReload={actions.onReload} />;
    case "no_such_version":
      return <PlainBanner key="no_such_version" tone="warning" said="no_such_version" onReload={actions.onReload} />;
    case "not_sent":
      return <PlainBanner key="not_sent" tone="critical" said="not_sent" />;
    case "findings":
      return <FindingsBanner findings={answer.findings} document={document} />;
    case "refused":
      return <RefusedBanner {...answer} />;
    case "read_file":
      return <ReadFileBanner {...answer} />;
    case "sent_again":
      return <SentAgainBanner orders={answer.orders} locale={data.locale} />;
    default:
      return null;
  }
}

interface PlainBannerProps {
  tone: "success" | "warning" | "critical";
  said: "saved" | "stale" | "no_such_version" | "not_sent";
  onReload?: () => void;
}

function PlainBanner({ tone, said, onReload }: PlainBannerProps) {
  const { t } = useTranslation("merchant");
  const { Banner, Text } = usePrimitives();
  const reload = onReload && { action: { label: t("mapping_words.answer.reload"), onAction: onReload } };
  return (
    <Banner tone={tone} title={t(`mapping_words.answer.${said}_title`)} takesFocus {...reload}>
      <Text>{t(`mapping_words.answer.${said}_text`)}</Text>
    </Banner>
  );
}

function SentAgainBanner({ orders, locale }: { orders: number; locale: string }) {
  const { t } = useTranslation("merchant");
  const { Banner, Text } = usePrimitives();
  const said = orders === 0 ? "sent_again_none" : "sent_again";
  const n = new Intl.NumberFormat(locale).format(orders);
  return (
    <Banner tone="success" title={t(`mapping_words.answer.${said}_title`, { count: orders, n })} takesFocus>
      <Text>{t(`mapping_words.answer.${said}_text`)}</Text>
    </Banner>
  );
}
