/** @jsxImportSource react */
import type { DaySums } from "@karla/sync/ledger";
import { useTranslation } from "react-i18next";
import { formatDuration } from "../format-duration.ts";
import { formatWhen } from "../format-when.ts";
import { usePrimitives } from "../primitives.tsx";
import type { CertificateActions, CertificateReady } from "./data.ts";
import { DayFinds } from "./day-finds.tsx";
import { DayGaps } from "./day-gaps.tsx";
import { DayLeftOut } from "./day-left-out.tsx";
import { formatDay } from "./format-day.ts";
import { leftOutOn } from "./sums-of-days.ts";
import { verdictOfDay } from "./verdict-of-day.ts";

interface DayPageProps {
  data: CertificateReady;
  day: string;
  actions: CertificateActions;
}

/** One day: its figures, what is missing, what was found and fetched, what was left out and why. */
export function DayPage({ data, day, actions }: DayPageProps) {
  const { t } = useTranslation("merchant");
  const { Page, Stack, EmptyState, Text } = usePrimitives();
  const back = { label: t("certificate.to_days"), onAction: actions.onOpenDays };
  if (data.opened === null) {
    return (
      <Page title={t("certificate.title")} back={back}>
        <EmptyState title={t("certificate.no_such_day")}>
          <Text>{t("certificate.no_such_day_text")}</Text>
        </EmptyState>
      </Page>
    );
  }
  const { sums, gaps, leftOut, finds } = data.opened;
  const shown = { locale: data.locale, timeZone: data.timeZone, orderHref: actions.orderHref };
  return (
    <Page title={formatDay(day, data.locale, "full")} back={back}>
      <Stack>
        <DayFigures data={data} sums={sums} />
        <DayGaps gaps={gaps} missing={sums.missing} {...shown} />
        <DayFinds finds={finds} {...shown} />
        <DayLeftOut skipped={sums.skipped} leftOut={leftOut} {...shown} />
      </Stack>
    </Page>
  );
}

function DayFigures({ data, sums }: { data: CertificateReady; sums: DaySums }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Figures, Text } = usePrimitives();
  const { locale, timeZone } = data;
  const number = new Intl.NumberFormat(locale);
  const { inShop, inBooks, inCore, missing, recovered, worstDelayMs, startedAt, finishedAt } = sums;
  const notes = [
    t("certificate.counted", { when: formatWhen(finishedAt ?? startedAt, locale, timeZone) }),
    ...(worstDelayMs === null
      ? []
      : [t("certificate.worst_delay_of", { delay: formatDuration(worstDelayMs, locale) })]),
  ];
  return (
    <Card title={t(`certificate.day_${verdictOfDay(sums)}`)}>
      <Stack>
        <Figures
          items={[
            { label: t("certificate.in_shop"), value: number.format(inShop) },
            { label: t("certificate.in_books"), value: number.format(inBooks) },
            { label: t("certificate.in_core"), value: number.format(inCore) },
            { label: t("certificate.left_out"), value: number.format(leftOutOn(sums)) },
            {
              label: t("certificate.missing"),
              value: number.format(missing),
              ...(missing > 0 ? { tone: "critical" } : {}),
            },
            { label: t("certificate.recovered"), value: number.format(recovered) },
          ]}
        />
        <Text size="small" tone="subdued">
          {notes.join(" ")}
        </Text>
      </Stack>
    </Card>
  );
}
