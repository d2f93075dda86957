/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { type Action, usePrimitives } from "../primitives.tsx";
import type { AnyAnswer } from "./working-copy.ts";

interface SaveBannerProps {
  answer: AnyAnswer | null;
  /** Something that is marked on the page was found wrong. */
  faulty: boolean;
  /** The save was refused because somebody else had saved, and that was not read yet. */
  outdated: boolean;
  /** What somebody else saved was taken in below changes that are not saved. */
  merged: boolean;
  onReload: () => void;
  /** What a save means. */
  savedText: string;
}

/** What became of the last press of the button. */
export function SaveBanner({ answer, faulty, outdated, merged, onReload, savedText }: SaveBannerProps) {
  const { t } = useTranslation("merchant");
  if (outdated) {
    const action = { label: t("settings.stale_load"), onAction: onReload };
    return <Said tone="warning" said="stale" text={t("settings.stale_text")} action={action} takesFocus />;
  }
  if (merged) return <Said tone="warning" said="merged" text={t("settings.merged_text")} takesFocus />;
  // The keyboard is led to what is marked.
  if (faulty) return <Said tone="critical" said="refused" text={t("settings.refused_text")} takesFocus={false} />;
  switch (answer?.outcome) {
    case "saved":
      return <Said tone="success" said="saved" text={savedText} takesFocus />;
    case "not_sent":
      return <Said tone="critical" said="not_sent" text={t("settings.not_sent_text")} takesFocus />;
    default:
      return null;
  }
}

interface SaidProps {
  tone: "success" | "warning" | "critical";
  said: "saved" | "stale" | "merged" | "refused" | "not_sent";
  text: string;
  action?: Action;
  takesFocus: boolean;
}

function Said({ said, text, ...props }: SaidProps) {
  const { t } = useTranslation("merchant");
  const { Banner, Text } = usePrimitives();
  return (
    <Banner key={said} title={t(`settings.${said}_title`)} {...props}>
      <Text>{text}</Text>
    </Banner>
  );
}
