/** @jsxImportSource react */
import { usePrimitives } from "@karla/merchant-ui/primitives";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Move } from "../page-data.ts";
import { useAsk } from "../use-ask.ts";
import { NotSent } from "./not-sent.tsx";

interface MoveBannerProps {
  /** Null: nobody asks. */
  move: Move | null;
  onAnswer: () => void;
}

/** A shop that is already with us asks to be at another address, or was installed anew: the merchant says whether it is theirs. */
export function MoveBanner({ move, onAnswer }: MoveBannerProps) {
  const { t } = useTranslation("module");
  const { Banner, Text } = usePrimitives();
  const { ask, busy, answer } = useAsk("home", onAnswer);
  const [asked, setAsked] = useState<Move | null>(null);
  const approved = answer?.outcome === "approved" ? asked : null;
  const open = move?.to === approved?.to ? null : move;
  const kind = open?.from === open?.to ? "again" : "move";
  return (
    <>
      <NotSent answer={answer} />
      {answer?.outcome === "stale" ? (
        <Banner tone="critical" title={t("move_stale_title")} takesFocus>
          <Text>{t("move_stale_text")}</Text>
        </Banner>
      ) : null}
      {approved === null ? null : (
        <Banner tone="success" title={t("move_approved_title")} takesFocus>
          <Text>{t("move_approved_text", { ...approved })}</Text>
        </Banner>
      )}
      {open === null ? null : (
        <Banner
          tone="warning"
          title={t(`${kind}_title`)}
          action={{
            label: t("move_approve"),
            onAction: () => {
              setAsked(open);
              ask({ intent: "approve_move", to: open.to });
            },
            busy: busy !== null,
          }}
        >
          <Text>{t(`${kind}_text`, { ...open })}</Text>
        </Banner>
      )}
    </>
  );
}
