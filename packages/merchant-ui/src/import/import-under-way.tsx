/** @jsxImportSource react */
import type { Backfill } from "@karla/sync/backfill";
import { useTranslation } from "react-i18next";
import { formatDuration } from "../format-duration.ts";
import { usePrimitives } from "../primitives.tsx";
import type { ImportActions, ImportReady } from "./data.ts";
import { shareDone, wordsOfTimeLeft } from "./progress-of.ts";
import { ScopeText } from "./scope-text.tsx";
import { useProgressWords } from "./use-progress-words.ts";

interface ImportUnderWayProps {
  data: ImportReady;
  backfill: Backfill;
  actions: ImportActions;
}

/** An import that is running or rests: how far it is, how long it still takes, and the button that stops it or lets it go on. */
export function ImportUnderWay({ data, backfill, actions }: ImportUnderWayProps) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text, ProgressBar, Button } = usePrimitives();
  const { locale, timeZone, busy } = data;
  const paused = backfill.state === "paused";
  const left = wordsOfTimeLeft(backfill);
  return (
    <Card title={t(paused ? "import.paused" : "import.running")}>
      <Stack gap="loose">
        <ProgressBar label={useProgressWords(backfill, locale)} value={shareDone(backfill)} />
        <Stack gap="tight">
          <Text>{paused ? t("import.paused_text") : t(left.text, { duration: formatDuration(left.ms, locale) })}</Text>
          {backfill.readSingly === 0 ? null : (
            <Text size="small" tone="subdued">
              {t("import.read_singly", {
                count: backfill.readSingly,
                number: new Intl.NumberFormat(locale).format(backfill.readSingly),
              })}
            </Text>
          )}
          <ScopeText backfill={backfill} locale={locale} timeZone={timeZone} />
        </Stack>
        {paused ? (
          <Button label={t("import.resume")} primary onPress={actions.onResume} busy={busy === "resume"} />
        ) : (
          <Button label={t("import.pause")} onPress={actions.onPause} busy={busy === "pause"} />
        )}
        {paused ? null : (
          <Text size="small" tone="subdued">
            {t("import.may_leave")}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
