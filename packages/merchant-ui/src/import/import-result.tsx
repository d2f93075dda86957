/** @jsxImportSource react */
import type { Backfill } from "@karla/sync/backfill";
import { useTranslation } from "react-i18next";
import { formatDuration } from "../format-duration.ts";
import { formatWhen } from "../format-when.ts";
import { usePrimitives } from "../primitives.tsx";
import { ScopeText } from "./scope-text.tsx";

interface ImportResultProps {
  backfill: Backfill;
  locale: string;
  timeZone: string;
}

/** What came of an import that is over. */
export function ImportResult({ backfill, locale, timeZone }: ImportResultProps) {
  const { t } = useTranslation("merchant");
  const { Banner, Card, Stack, Text, Figures } = usePrimitives();
  const number = new Intl.NumberFormat(locale);
  const { done, readSingly, unread, finishedAt, startedAt, busyMs } = backfill;
  return (
    <>
      <Banner
        tone="success"
        title={
          done === 0
            ? t("import.finished_empty")
            : t("import.finished", { count: done - unread, number: number.format(done - unread) })
        }
      >
        <Text>
          {t("import.finished_text", {
            when: formatWhen(finishedAt ?? startedAt, locale, timeZone),
            duration: formatDuration(busyMs, locale),
          })}
        </Text>
      </Banner>
      {done === 0 ? null : (
        <Card title={t("home.figures")}>
          <Stack>
            <Figures
              items={[
                { label: t("import.imported"), value: number.format(done - unread) },
                { label: t("import.singly"), value: number.format(readSingly) },
                { label: t("import.unread"), value: number.format(unread) },
              ]}
            />
            {unread === 0 ? null : <Text>{t("import.unread_text", { count: unread })}</Text>}
            <ScopeText backfill={backfill} locale={locale} timeZone={timeZone} />
          </Stack>
        </Card>
      )}
    </>
  );
}
